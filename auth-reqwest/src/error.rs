use std::{error, fmt};

use auth_core::{CredentialError, MissingScopes, Requirement, ScopeSet};
use thiserror::Error;

use crate::ResponseError;

mod decoding;
mod middleware;

pub use decoding::DecodingError;
pub use middleware::MiddlewareError;

/// Why a request has no response.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// Refused here, before anything was sent.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// No token could be obtained; nothing was sent.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// Nobody signed in.
    #[cfg(feature = "oauth")]
    #[error(transparent)]
    SignIn(crate::oauth::SignInError),
    /// The server granted fewer scopes than the client's grant has.
    #[error("the server did not grant `{missing}`; it granted {}", Granted(granted))]
    #[non_exhaustive]
    GrantedLess {
        /// The scopes that were asked for and not granted.
        missing: ScopeSet,
        /// The scopes that were granted.
        granted: ScopeSet,
    },
    /// The server answered, but not with success.
    #[error(transparent)]
    Response(#[from] Box<ResponseError>),
    /// The request cannot be written: a value that would change the route, or that JSON, a query or a header cannot hold.
    #[error("`{operation}` cannot be written as a request")]
    #[non_exhaustive]
    Encoding {
        /// The operation.
        operation: &'static str,
        /// What is wrong.
        source: Box<dyn error::Error + Send + Sync>,
    },
    /// The response is not what the operation declares.
    #[error("the response to `{operation}` cannot be read, at `{place}`")]
    #[non_exhaustive]
    Decoding {
        /// The operation.
        operation: &'static str,
        /// Where in the JSON, such as `models[3].name`.
        place: String,
        /// What was expected there.
        source: DecodingError,
    },
    /// What the client was built from cannot work.
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    /// The request could not be sent, or its response not be received.
    #[error(transparent)]
    Transport(reqwest::Error),
    /// Another middleware of the stack failed.
    #[error(transparent)]
    Middleware(MiddlewareError),
}

/// Finds the error of this crate in what a middleware stack returns.
impl From<reqwest_middleware::Error> for Error {
    fn from(error: reqwest_middleware::Error) -> Self {
        match error {
            reqwest_middleware::Error::Reqwest(error) => Self::from(error),
            reqwest_middleware::Error::Middleware(error) => match error.downcast::<Self>() {
                Ok(error) => error,
                Err(error) => Self::wrapped_in(error.chain())
                    .unwrap_or_else(|| Self::Middleware(MiddlewareError::new(error.into()))),
            },
        }
    }
}

impl Error {
    /// The error of this crate that another middleware, such as one for retries, has put into its own.
    fn wrapped_in<'a>(mut chain: impl Iterator<Item = &'a (dyn error::Error + 'static)>) -> Option<Self> {
        chain.find_map(|cause| match cause.downcast_ref()? {
            Self::Refused(refusal) => Some(Self::Refused(refusal.clone())),
            Self::Credential(error) => Some(Self::Credential(error.clone())),
            _ => None,
        })
    }
}

#[cfg(feature = "oauth")]
impl From<crate::oauth::SignInError> for Error {
    fn from(error: crate::oauth::SignInError) -> Self {
        match error {
            crate::oauth::SignInError::Credential(error) => Self::Credential(error),
            error => Self::SignIn(error),
        }
    }
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        // A query may carry a secret, and an error ends up in a log.
        Self::Transport(error.without_url())
    }
}

/// Why a request was not sent.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The request does not say which operation it is.
    #[error(
        "the request declares no operation, so what it requires is unknown; \
         add `.operation::<Op>()` and `.send()` it (`build()` and `execute()` drop the declaration)"
    )]
    Undeclared,
    /// The request goes to a host, port or scheme that the client was not built for.
    #[error("the request goes to {found}, but the credential is for {}", allowed.join(" and "))]
    #[non_exhaustive]
    ForeignOrigin {
        /// Where the request would have gone.
        found: String,
        /// Where the credential may go.
        allowed: Vec<String>,
    },
    /// The request goes by http to a host other than loopback, so that the token could be read on the way.
    #[error("the request goes to {found} without TLS, where its token could be read; use https")]
    #[non_exhaustive]
    PlainHttp {
        /// Where the request would have gone.
        found: String,
    },
    /// The request brings a credential of its own.
    #[error("the request carries `{header}` already; a request has one credential, and this client adds it")]
    #[non_exhaustive]
    CredentialPresent {
        /// The name of the header.
        header: String,
    },
    /// The token was not granted what the operation requires.
    #[error("`{operation}` requires `{}`, {}; it was granted {}", missing.requirement(), Lacking(missing), Granted(granted))]
    #[non_exhaustive]
    MissingScopes {
        /// The operation.
        operation: &'static str,
        /// The scopes that would have to be granted in addition.
        missing: MissingScopes,
        /// The scopes that were granted.
        granted: ScopeSet,
    },
}

/// Why a client cannot be built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigurationError {
    /// A base URL or origin is not one.
    #[error("`{url}` is not where a token may be sent: {problem}")]
    #[non_exhaustive]
    InvalidUrl {
        /// The URL.
        url: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The base URL is http on a host other than loopback.
    #[error("`{url}` is without TLS, so that tokens could be read on the way; use https")]
    #[non_exhaustive]
    PlainHttp {
        /// The URL.
        url: String,
    },
    /// The builder was given no credential.
    #[error("the client has no credential; call `.credential(..)` on the builder")]
    NoCredential,
    /// The middleware was given no origin.
    #[error("the credential may be sent nowhere; call `.origin(..)` on the builder")]
    NoOrigin,
    /// reqwest could not build its client.
    #[error("the HTTP client could not be built")]
    Http(#[source] reqwest::Error),
}

/// Scopes in a sentence.
pub(crate) struct Granted<'a>(pub(crate) &'a ScopeSet);

impl fmt::Display for Granted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("no scope") } else { write!(f, "`{}`", self.0) }
    }
}

/// What of a requirement is missing, after the requirement was named.
struct Lacking<'a>(&'a MissingScopes);

impl fmt::Display for Lacking<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.requirement() {
            Requirement::Scope(_) => f.write_str("which the token was not granted"),
            _ => write!(f, "and of the token's scopes {}", self.0),
        }
    }
}
