//! Programs that show the crates of this workspace at work, and what they need. Not published.
//!
//! - [`bimdata`]: what the playground serves, which is the SDK of that name
//! - [`playground`]: an authorization server and that API on the loopback interface, to call without an account

pub mod bimdata;
pub mod playground;
