use std::{borrow::Cow, error, fmt, sync::Arc, time::Duration};

/// Why a [`Credential`](crate::Credential) has no token to give. Cheap to clone: all who wait for a token share it.
///
/// [`kind`](CredentialError::kind) says what the caller can do.
#[derive(Clone, Debug)]
pub struct CredentialError {
    kind: CredentialErrorKind,
    message: Cow<'static, str>,
    code: Option<Arc<str>>,
    retry_after: Option<Duration>,
    source: Option<Arc<dyn error::Error + Send + Sync>>,
}

/// What can be done about a [`CredentialError`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum CredentialErrorKind {
    /// The server could not be reached or did not answer as it should: the same may work later.
    Unavailable,
    /// The server refused the credential itself (`invalid_client`, `invalid_grant`): it must be corrected or renewed.
    Rejected,
    /// A person has to sign in (again).
    SignInRequired,
    /// The server refused what was asked for (`invalid_scope`, `invalid_target`, ..): the request must be corrected.
    InvalidRequest,
    /// The server's answer is not what the protocol allows.
    InvalidResponse,
    /// What was configured here cannot work.
    Configuration,
}

impl CredentialError {
    /// An error of a kind, with a message that names no secret.
    #[must_use]
    pub fn new(kind: CredentialErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, message: message.into(), code: None, retry_after: None, source: None }
    }

    /// The server could not be reached.
    #[must_use]
    pub fn unavailable(source: impl error::Error + Send + Sync + 'static) -> Self {
        Self::new(CredentialErrorKind::Unavailable, "no token could be obtained").with_source(source)
    }

    /// The server's answer is not what the protocol allows.
    #[must_use]
    pub fn invalid_response(source: impl error::Error + Send + Sync + 'static) -> Self {
        Self::new(CredentialErrorKind::InvalidResponse, "the token response is not usable").with_source(source)
    }

    /// Adds the error code that the server gave (RFC 6749 section 5.2).
    #[must_use]
    pub fn with_code(mut self, code: &str) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Adds how long the server asked to wait (`Retry-After`).
    #[must_use]
    pub const fn with_retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(delay);
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// What can be done about it.
    #[must_use]
    pub const fn kind(&self) -> CredentialErrorKind {
        self.kind
    }

    /// The error code that the server gave (RFC 6749 section 5.2), such as `invalid_client`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// How long the server asked to wait.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            None => f.write_str(&self.message),
            Some(code) => write!(f, "{} (`{code}`)", self.message),
        }
    }
}

impl error::Error for CredentialError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
