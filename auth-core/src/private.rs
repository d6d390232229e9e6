//! What generated code names. Not covered by semantic versioning: `auth-derive` of the same version is its only user.

pub use core::primitive::{bool, str};
pub use std::time::Duration;

pub use bytes::Bytes;
pub use http::{HeaderName, Method};
pub use serde::{self, de::DeserializeOwned};

pub use crate::{
    endpoint::{
        ByteStream, Empty, Endpoint, Fields, HeaderField, InvalidPath, Json, Member, PathValue, Raw, RequestWriter,
        Streamed, fill,
    },
    grant::{AuthorizedBy, Includes, IncludesOneOf, MetBy},
    operation::ApiOperation,
    requirement::{All, Any, Authenticated, Public},
    scope::{Scope, ScopeInfo},
    verdict::{X0, X1, X2, X3, X4, X5, X6, X7, X8, X9, XA, XB, XC, XD, XE, XF},
};

/// What [`Endpoint::path`] returns.
pub type PathResult = Result<String, InvalidPath>;
