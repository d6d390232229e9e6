//! The token cache under every fault, in simulated time: requests are counted, wall time is never measured.
#![cfg(feature = "lifecycle")]

mod clocks;
mod herd;
mod lifetimes;
#[cfg(all(feature = "metrics", feature = "tracing"))]
mod observed;
mod outage;
mod overrun;
mod refusals;
mod renewal;
mod rotation;
mod script;
mod told;
