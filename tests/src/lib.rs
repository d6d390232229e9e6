//! Tests of the whole: what the compiler says, what it accepts, and what goes over the wire.

pub mod peer;
