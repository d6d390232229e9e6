//! The token cache under every fault, in simulated time: requests are counted, wall time is never measured.
#![cfg(feature = "lifecycle")]

mod clocks;
mod herd;
mod lifetimes;
mod outage;
mod overrun;
mod refusals;
mod renewal;
mod script;
mod told;
