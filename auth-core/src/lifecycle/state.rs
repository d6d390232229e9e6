use std::time::Duration;

use crate::CredentialError;

/// How things stand with one token, for health checks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenState {
    /// There is none and none is being fetched: nobody asked, or it ended and nobody asked since.
    Empty,
    /// There is none; one is being fetched.
    Fetching,
    /// There is a valid one.
    #[non_exhaustive]
    Valid {
        /// For how long; `None` when it is unlimited.
        expires_in: Option<Duration>,
        /// Why its renewal failed, if it did.
        error: Option<CredentialError>,
    },
    /// There is none, and the last fetch failed.
    #[non_exhaustive]
    Failed {
        /// Why.
        error: CredentialError,
        /// When whoever asks next starts another one.
        retry_in: Duration,
    },
}

impl TokenState {
    /// Whether callers are served, or would be as far as is known.
    #[must_use]
    pub const fn is_healthy(&self) -> bool {
        !matches!(self, Self::Failed { .. })
    }
}
