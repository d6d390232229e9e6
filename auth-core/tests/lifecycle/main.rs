//! The token cache under every fault, in simulated time: requests are counted, wall time is never measured.
#![cfg(feature = "lifecycle")]
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a panic is how a test fails")]

mod clocks;
mod herd;
mod lifetimes;
mod outage;
mod overrun;
mod refusals;
mod renewal;
mod rotation;
mod script;
mod told;
