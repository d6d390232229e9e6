use auth_core::{Credential, ScopeSet, TokenRequest, lifecycle::TokenCache};

use super::AuthMiddleware;
use crate::{
    ConfigurationError, Dangerous,
    origin::{self, Origin},
    policy::{HasPolicy, Policy},
};

/// Builds an [`AuthMiddleware`].
#[derive(Debug)]
pub struct AuthMiddlewareBuilder {
    tokens: TokenCache,
    request: TokenRequest,
    origins: Vec<String>,
    policy: Policy,
}

impl AuthMiddleware {
    /// Starts with a credential, whose tokens it keeps.
    #[must_use]
    pub fn builder(credential: impl Credential) -> AuthMiddlewareBuilder {
        Self::with_tokens(TokenCache::new(credential))
    }

    /// Starts with a token cache, which several stacks can share.
    #[must_use]
    pub fn with_tokens(tokens: TokenCache) -> AuthMiddlewareBuilder {
        AuthMiddlewareBuilder {
            tokens,
            request: TokenRequest::default(),
            origins: Vec::new(),
            policy: Policy::default(),
        }
    }
}

impl AuthMiddlewareBuilder {
    /// Adds an origin (scheme, host, port) that the token may be sent to, as a URL; its path does not count.
    #[must_use]
    pub fn origin(mut self, url: impl Into<String>) -> Self {
        self.origins.push(url.into());
        self
    }

    /// The scopes to ask for. Without a call, the server chooses (RFC 6749 section 3.3).
    #[must_use]
    pub fn scopes(mut self, scopes: ScopeSet) -> Self {
        self.request = self.request.with_scopes(scopes);
        self
    }

    /// What to ask tokens for: scopes, resources, audience.
    #[must_use]
    pub fn token_request(mut self, request: TokenRequest) -> Self {
        self.request = request;
        self
    }

    /// Reduces safety.
    #[must_use]
    pub const fn dangerous(self) -> Dangerous<Self> {
        Dangerous(self)
    }

    /// Builds the middleware. No token is fetched yet.
    ///
    /// # Errors
    ///
    /// [`ConfigurationError`] when there is no origin, or one that a token must not be sent to.
    pub fn build(self) -> Result<AuthMiddleware, ConfigurationError> {
        let origins = self.origins.iter().map(|origin| self.check_origin(origin)).collect::<Result<Vec<_>, _>>()?;
        if origins.is_empty() && !self.policy.any_origin {
            return Err(ConfigurationError::NoOrigin);
        }
        Ok(AuthMiddleware { tokens: self.tokens.source(self.request), origins: origins.into(), policy: self.policy })
    }

    fn check_origin(&self, text: &str) -> Result<Origin, ConfigurationError> {
        let url = origin::parse_base(text)?;
        if origin::is_readable_on_the_way(&url) && !self.policy.plain_http {
            return Err(ConfigurationError::PlainHttp { url: url.into() });
        }
        Ok(Origin::of(&url))
    }
}

impl HasPolicy for AuthMiddlewareBuilder {
    fn policy(&mut self) -> &mut Policy {
        &mut self.policy
    }
}
