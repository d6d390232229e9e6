//! Tests of the whole: what the compiler says, what it accepts, and what goes over the wire.

pub mod browser;
pub mod clock;
pub mod key_store;
pub mod lifetimes;
pub mod peer;
pub mod sign_in;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
