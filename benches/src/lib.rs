//! What a token costs: the token cache and the middleware of this repository beside those that others use.
//!
//! `cargo xtask bench` runs it. The binary `auth-benches` measures times and prints the table; `allocations` counts
//! allocations, in a process of its own so that the counting does not slow down what is timed.

pub mod contender;
pub mod measure;
pub mod scopes;
pub mod server;
pub mod table;
