//! Programs that show the crates of this workspace at work, and what they need. Not published.
//!
//! - [`bimdata`]: what the playground serves, which is the SDK of that name
//! - [`playground`]: an authorization server and that API on the loopback interface, to call without an account
//! - [`call`](mod@call), [`screen`] and [`failure`]: how the programs call the API, tell what they do, and why they stop

pub mod bimdata;
pub mod call;
pub mod failure;
pub mod playground;
pub mod screen;
pub mod witness;
