//! OAuth 2.0 scopes as types: what an endpoint requires stands next to it, an application says what its client holds,
//! and the compiler compares the two.
//!
//! ```
//! use auth_core::{ApiOperation, Permits, Scope};
//!
//! /// Read models: IFC, DWG, PDF and plans.
//! #[derive(Scope)]
//! #[scope("model:read", alias = "ifc:read")]
//! pub struct ModelRead;
//!
//! /// Create models and change their properties.
//! #[derive(Scope)]
//! #[scope("model:write", alias = "ifc:write")]
//! pub struct ModelWrite;
//!
//! /// Read a model.
//! #[derive(ApiOperation)]
//! #[requires(ModelRead)]
//! pub struct GetModel {
//!     pub model_id: u64,
//! }
//!
//! // An HTTP client such as the one of `auth-reqwest` asks for `G: Permits<O>`:
//! fn send<G: Permits<O>, O>(operation: O) {}
//!
//! type Viewer = (ModelRead,);
//! send::<Viewer, _>(GetModel { model_id: 1 });
//! ```
//!
//! | you want to | use |
//! |---|---|
//! | name a permission | [`Scope`] |
//! | say what an endpoint needs | [`ApiOperation`] |
//! | declare an endpoint whole, from the path to the response | [`Endpoint`] |
//! | list the operations of an SDK | [`OperationInfo`] |
//! | say what a client holds | [`Grant`]: scopes, tuples, [`GrantFor`], [`Dynamic`] |
//! | accept only operations that a grant permits | [`Permits`] |
//! | hand on less than is held | [`Within`] |
//! | check a token's scopes at run time | [`Requirement::satisfied_by`] with a [`ScopeSet`] |
//! | provide tokens | [`Credential`] |
//! | send a [`Secret`] in a body | [`secret::exposed`] |
//! | keep tokens alive | `lifecycle` |
//! | test without a server | `testing` |
//!
//! # What does not compile
//!
//! A call that the server would answer with 403. The error says which scope is missing:
//!
//! ```text
//! error[E0277]: `RenameModel` requires `ModelWrite`,
//!               which the grant `(ModelRead, BcfRead)` does not include
//! ```
//!
//! # Guide
//!
//! `auth-reqwest`, the HTTP client that holds to these words, has a guide in its module `guide`: how to declare an API as an
//! SDK, what is checked where, which credential is needed, tests, operation, and each message of the compiler with its cure.
//!
//! # Features
//!
//! - `derive`: `#[derive(Scope)]` and `#[derive(ApiOperation)]`
//! - `lifecycle`: the token cache; needs tokio
//! - `testing`: tests of an application or an SDK, without a server
//! - `tracing`, `metrics`: the token cache tells and counts what it does, without secrets
#![cfg_attr(docsrs, feature(doc_cfg))]

mod credential;
mod endpoint;
mod error;
mod grant;
#[cfg(feature = "lifecycle")]
pub mod lifecycle;
mod operation;
#[doc(hidden)]
pub mod private;
mod proof;
mod requirement;
mod scope;
pub mod secret;
#[cfg(feature = "testing")]
pub mod testing;
mod token;
mod tuples;
mod verdict;

#[cfg(feature = "derive")]
pub use auth_derive::{ApiOperation, Scope};

pub use crate::{
    credential::{ApiKey, Credential, StaticToken, TokenRequest},
    endpoint::{
        ByteStream, Endpoint, Fields, HeaderField, InvalidHeaderField, InvalidPath, Member, RequestWriter,
        ResponseFormat, ResponseReader,
    },
    error::{CredentialError, CredentialErrorKind},
    grant::{Dynamic, Grant, GrantFor, Permits, Within},
    operation::{ApiOperation, OperationInfo},
    proof::ProofOfPossession,
    requirement::{All, Any, Authenticated, MissingScopes, Public, Requirement, StaticRequirement},
    scope::{InvalidScopeName, InvalidScopeSet, Scope, ScopeInfo, ScopeName, ScopeSet},
    secret::Secret,
    token::{AccessToken, InvalidToken, Lifetime},
};
