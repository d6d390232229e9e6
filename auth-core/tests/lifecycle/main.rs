//! The token cache under every fault, in simulated time: requests are counted, wall time is never measured.
#![cfg(feature = "lifecycle")]

mod herd;
mod script;
