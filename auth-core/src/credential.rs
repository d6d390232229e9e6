use std::{fmt, sync::Arc, time::SystemTime};

use async_trait::async_trait;
use http::{HeaderName, header};

use crate::{AccessToken, CredentialError, CredentialErrorKind, InvalidToken, Lifetime, ScopeSet, Secret};

/// Where access tokens come from.
///
/// A credential asks each time it is called: whoever calls it keeps the token, as the token cache does. The future may be
/// dropped at any time.
///
/// A credential speaks for one party, always the same: what keeps its tokens tells them apart by what they are for, and
/// not by whom. For another user there is another credential, with a cache of its own.
///
/// ```
/// use async_trait::async_trait;
/// use auth_core::{AccessToken, Credential, CredentialError, Secret, TokenRequest};
///
/// /// Reads a token which another process keeps fresh.
/// #[derive(Debug)]
/// struct Sidecar;
///
/// #[async_trait]
/// impl Credential for Sidecar {
///     async fn token(&self, _request: &TokenRequest) -> Result<AccessToken, CredentialError> {
///         let text = std::fs::read_to_string("/run/token").map_err(CredentialError::unavailable)?;
///         AccessToken::bearer(&Secret::new(text.trim())).map_err(CredentialError::invalid_response)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a credential",
    label = "no token can be obtained from this",
    note = "a credential is `ApiKey::new(..)?`, `StaticToken::new(..)`, a type of yours, or of `auth_reqwest::oauth`: \
            `ClientCredentials`, `TokenExchange`, `JwtBearer`, or the `Session` in which a sign-in ends"
)]
#[async_trait]
pub trait Credential: fmt::Debug + Send + Sync + 'static {
    /// Obtains a token.
    ///
    /// # Errors
    ///
    /// [`CredentialError`], which says whether trying again can help.
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError>;
}

#[async_trait]
impl<C: Credential + ?Sized> Credential for Arc<C> {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        (**self).token(request).await
    }
}

#[async_trait]
impl<C: Credential + ?Sized> Credential for Box<C> {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        (**self).token(request).await
    }
}

/// What a token is wanted for. Two requests that are equal can be served by one token.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct TokenRequest {
    scopes: Option<ScopeSet>,
    resources: Vec<String>,
    audience: Option<String>,
}

impl TokenRequest {
    /// A token with these scopes.
    #[must_use]
    pub fn for_scopes(scopes: ScopeSet) -> Self {
        Self::default().with_scopes(scopes)
    }

    /// Asks for these scopes instead.
    #[must_use]
    pub fn with_scopes(mut self, scopes: ScopeSet) -> Self {
        self.scopes = Some(scopes);
        self
    }

    /// Adds a resource server that the token is meant for (RFC 8707 section 2): an absolute URI.
    #[must_use]
    pub fn with_resource(mut self, resource: impl Into<String>) -> Self {
        self.resources.push(resource.into());
        self
    }

    /// Names the audience, for servers that take an `audience` parameter.
    #[must_use]
    pub fn with_audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// The scopes that are wanted; `None` leaves the choice to the server (RFC 6749 section 3.3).
    #[must_use]
    pub const fn scopes(&self) -> Option<&ScopeSet> {
        self.scopes.as_ref()
    }

    /// The resource servers that the token is meant for.
    #[must_use]
    pub fn resources(&self) -> &[String] {
        &self.resources
    }

    /// The audience, for servers that take an `audience` parameter.
    #[must_use]
    pub fn audience(&self) -> Option<&str> {
        self.audience.as_deref()
    }
}

/// A key which is sent as it is and does not expire. What it may do is known to the server alone.
///
/// ```
/// use auth_core::ApiKey;
///
/// let bimdata = ApiKey::new("KEY").unwrap(); // Authorization: ApiKey KEY
/// let other = ApiKey::in_header("x-api-key".parse().unwrap(), "KEY").unwrap(); // X-Api-Key: KEY
/// # _ = (bimdata, other);
/// ```
#[derive(Clone, Debug)]
pub struct ApiKey(AccessToken);

impl ApiKey {
    /// `Authorization: ApiKey KEY`, as BIMData has it.
    ///
    /// # Errors
    ///
    /// [`InvalidToken`] when the key is empty or has characters which a header may not have.
    pub fn new(key: impl Into<Secret>) -> Result<Self, InvalidToken> {
        Self::with_scheme("ApiKey", key)
    }

    /// `Authorization: SCHEME KEY`.
    ///
    /// # Errors
    ///
    /// As [`ApiKey::new`].
    pub fn with_scheme(scheme: &str, key: impl Into<Secret>) -> Result<Self, InvalidToken> {
        let token = AccessToken::in_header(header::AUTHORIZATION, Some(scheme), &key.into())?;
        Ok(Self(token.with_lifetime(Lifetime::Unlimited)))
    }

    /// The key alone, in a header of its own.
    ///
    /// # Errors
    ///
    /// As [`ApiKey::new`].
    pub fn in_header(name: HeaderName, key: impl Into<Secret>) -> Result<Self, InvalidToken> {
        let token = AccessToken::in_header(name, None, &key.into())?;
        Ok(Self(token.with_lifetime(Lifetime::Unlimited)))
    }
}

#[async_trait]
impl Credential for ApiKey {
    async fn token(&self, _request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        Ok(self.0.clone())
    }
}

/// A token which was obtained elsewhere and cannot be renewed here.
///
/// ```
/// use auth_core::{AccessToken, StaticToken};
///
/// let token = AccessToken::bearer(&"mF_9.B5f-4.1JqM".into()).unwrap();
/// let credential = StaticToken::new(token.with_scopes("model:read".parse().unwrap()));
/// # _ = credential;
/// ```
///
/// State its scopes and lifetime where they are known: what is not stated cannot be checked before a request is sent.
#[derive(Clone, Debug)]
pub struct StaticToken(AccessToken);

impl StaticToken {
    /// Serves this token. A token of unstated lifetime is used until the server refuses it.
    #[must_use]
    pub fn new(token: AccessToken) -> Self {
        let lifetime = match token.lifetime() {
            Lifetime::Unstated => Lifetime::Unlimited,
            // Counted once, from now: each time the token is served there is less of it left.
            Lifetime::For(duration) => {
                SystemTime::now().checked_add(duration).map_or(Lifetime::Unlimited, Lifetime::Until)
            }
            stated => stated,
        };
        Self(token.with_lifetime(lifetime))
    }
}

#[async_trait]
impl Credential for StaticToken {
    async fn token(&self, _request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        match self.0.lifetime() {
            Lifetime::Until(end) if end <= SystemTime::now() => Err(CredentialError::new(
                CredentialErrorKind::SignInRequired,
                "the token has expired and cannot be renewed",
            )),
            _ => Ok(self.0.clone()),
        }
    }
}
