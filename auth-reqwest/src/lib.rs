//! An HTTP client that knows which OAuth 2.0 scopes it holds.
//!
//! [`Client`] sends the operations that its grant permits, and does not compile with others. Underneath, and usable on
//! its own in any stack of `reqwest-middleware`, [`AuthMiddleware`] obtains the token, keeps it alive, and refuses before
//! a byte is sent what the compiler could not know.
//!
//! ```no_run
//! use auth_core::{ApiOperation, Scope};
//! use auth_reqwest::{Client, oauth::ClientCredentials, reqwest::Method};
//!
//! /// Read models: IFC, DWG, PDF and plans.
//! #[derive(Scope)]
//! #[scope("model:read", alias = "ifc:read")]
//! struct ModelRead;
//!
//! /// List the models of a project.
//! #[derive(ApiOperation)]
//! #[requires(ModelRead)]
//! struct ListModels;
//!
//! # async fn example() -> Result<(), auth_reqwest::Error> {
//! let issuer = "https://iam.example.com";
//! let credential = ClientCredentials::discover(issuer, "viewer", "s3cret").await?;
//! let api: Client<ModelRead> =
//!     Client::builder("https://api.example.com").credential(credential).build()?;
//! api.verify().await?; // fails at start-up if the server does not grant `model:read`
//!
//! let models = api.request::<ListModels>(Method::GET, "/cloud/1/project/2/model").send().await?;
//! # _ = models;
//! # Ok(())
//! # }
//! ```
//!
//! | you want to | read |
//! |---|---|
//! | begin | [`guide::start`] |
//! | declare an API, as an SDK | [`guide::declare`] |
//! | know what is checked, and where | [`guide::enforce`] |
//! | obtain tokens | [`guide::obtain`]: which credential do I need? |
//! | test your application without a server | [`guide::testing`] |
//! | run it: health, events, traces, time limits, logs | [`guide::operate`] |
//! | move from another library | [`guide::moving`] |
//! | know why it does not compile | [`guide::compile_errors`] |
//!
//! # What the middleware decides
//!
//! In this order; a refusal is an [`Error::Refused`], and nothing has been sent then.
//!
//! | situation | outcome |
//! |---|---|
//! | the operation is `public` | sent without a token |
//! | the request declares no operation | refused: [`Refusal::Undeclared`] |
//! | http to anything but loopback | refused: [`Refusal::PlainHttp`] |
//! | the URL's origin is not one the client was built for | refused: [`Refusal::ForeignOrigin`] |
//! | the request carries the credential's header already | refused: [`Refusal::CredentialPresent`] |
//! | the token was not granted what the operation requires | refused: [`Refusal::MissingScopes`] |
//! | the token is not valid for long enough | waits for a fresh one |
//! | 401 with `invalid_token`, or without an error code | that token is dropped, one is fetched, the request is sent once more if its body can be; else the 401 is returned |
//! | 401 with `use_dpop_nonce`, for a token that is bound to a key | the same token is sent once more with the nonce |
//! | 401 with `insufficient_user_authentication`, 403 with `insufficient_scope` | returned, with the [`Challenges`] in its extensions; with a policy ([`StepUp`]), sent once more with what that obtained |
//! | anything else | untouched |
//!
//! # Order in a stack
//!
//! Tracing first, then retries, then authorization, so that each attempt is authorized anew. Let reqwest follow
//! redirects within the origin only: [`same_origin_redirects`], as [`Client`] does.
//!
//! # Features
//!
//! - `oauth` (default): the flows that obtain tokens
//! - `axum`: the sign-in of a web front end
//! - `loopback`: the sign-in of desktop and command line programs
//! - `keyring`: refresh tokens in the key store of the operating system
//! - `config`: settings from the environment or a file
//! - `rustls` (default): https; without it, choose a TLS feature of reqwest
//! - `tracing`, `metrics`: the token cache tells and counts what it does, without secrets
//! - `multipart`: uploads, with `RequestBuilder::multipart`
//! - `testing`: an API in memory, for tests of an application
#![cfg_attr(docsrs, feature(doc_cfg))]

mod challenge;
mod client;
mod error;
pub mod guide;
#[cfg(feature = "keyring")]
mod keyring;
mod middleware;
#[cfg(feature = "oauth")]
pub mod oauth;
mod operation;
mod origin;
mod policy;
mod response;
#[cfg(feature = "config")]
mod settings;
#[cfg(feature = "testing")]
pub mod testing;

/// The HTTP client underneath, in the version whose types this crate takes and returns.
pub use reqwest;
/// The middleware stack underneath, in the version whose traits this crate implements and takes.
pub use reqwest_middleware;

#[cfg(feature = "keyring")]
pub use crate::keyring::{KeyringError, KeyringStore};
#[cfg(feature = "config")]
pub use crate::settings::{Settings, SettingsError, SettingsProblem};
pub use crate::{
    challenge::{Challenge, Challenges},
    client::{Client, ClientBuilder},
    error::{ConfigurationError, DecodingError, Error, MiddlewareError, Refusal},
    middleware::{AuthMiddleware, AuthMiddlewareBuilder, Demand, MoreScopes, StepUp},
    operation::{DeclaredOperation, OperationExt},
    origin::same_origin_redirects,
    policy::Dangerous,
    response::{Problem, ResponseError},
};
