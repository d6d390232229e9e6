//! Tests of an application or an SDK, without a server.
//!
//! | you want to | use |
//! |---|---|
//! | give a client a token that was granted exactly `G` | [`Grants`] |
//! | see which operations a program called, and what they require | [`Recorder`] |
//! | state what an operation of your SDK needs, so that it is seen when it needs more, or not all of them | [`assert_requires`] |
//! | state that a grant suffices for an operation, or does not | [`assert_permits`], [`assert_refuses`] |
//!
//! `auth-reqwest` has a module of the same name, which answers requests from memory.

mod assertions;
mod grants;
mod recorder;

pub use self::{
    assertions::{assert_permits, assert_refuses, assert_requires},
    grants::Grants,
    recorder::{Recorder, Required},
};
