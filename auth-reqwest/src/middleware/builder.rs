use std::{fmt, sync::Arc};

use auth_core::{Credential, ScopeSet, TokenRequest, lifecycle::TokenCache};

use super::{AuthMiddleware, StepUp, Tokens};
use crate::{
    ConfigurationError, Dangerous,
    origin::{self, Origin},
    policy::{HasPolicy, Policy},
};

/// Builds an [`AuthMiddleware`].
pub struct AuthMiddlewareBuilder {
    tokens: TokenCache,
    step_up: Option<Arc<dyn StepUp>>,
    request: TokenRequest,
    origins: Vec<String>,
    policy: Policy,
}

impl AuthMiddleware {
    /// Starts with a credential, whose tokens it keeps.
    #[must_use]
    pub fn builder(credential: impl Credential) -> AuthMiddlewareBuilder {
        Self::builder_with_tokens(TokenCache::new(credential))
    }

    /// Starts with a token cache, which several stacks can share.
    #[must_use]
    pub fn builder_with_tokens(tokens: TokenCache) -> AuthMiddlewareBuilder {
        AuthMiddlewareBuilder {
            tokens,
            step_up: None,
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

    /// What to ask tokens for: scopes, resources, audience. Takes the place of [`scopes`](Self::scopes).
    #[must_use]
    pub fn token_request(mut self, request: TokenRequest) -> Self {
        self.request = request;
        self
    }

    /// What is done when a token is valid but not enough. Without a call, the server's challenge is returned.
    #[must_use]
    pub fn step_up(self, policy: impl StepUp) -> Self {
        self.with_step_up(Some(Arc::new(policy)))
    }

    pub(crate) fn with_step_up(self, step_up: Option<Arc<dyn StepUp>>) -> Self {
        Self { step_up, ..self }
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
        let tokens = Tokens::new(self.tokens.source(self.request));
        let tokens = match self.step_up {
            None => tokens,
            Some(policy) => tokens.with_step_up(policy),
        };
        Ok(AuthMiddleware { tokens, origins: origins.into(), policy: self.policy })
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

impl fmt::Debug for AuthMiddlewareBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthMiddlewareBuilder")
            .field("tokens", &self.tokens)
            .field("request", &self.request)
            .field("origins", &origin::all_shown(&self.origins))
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
