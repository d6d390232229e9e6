use std::{fmt, marker::PhantomData, sync::Arc};

use auth_core::{Credential, Dynamic, Grant, ScopeSet, TokenRequest, lifecycle::TokenCache};
use reqwest_middleware::Middleware;

use super::{
    Client,
    stack::{Layers, Stack},
};
use crate::{
    AuthMiddleware, ConfigurationError, Dangerous, StepUp, origin,
    policy::{HasPolicy, Policy},
    same_origin_redirects,
};

/// Builds a [`Client`].
pub struct ClientBuilder<G> {
    base: String,
    origins: Vec<String>,
    tokens: Option<TokenCache>,
    request: TokenRequest,
    http: reqwest::ClientBuilder,
    outer: Vec<Arc<dyn Middleware>>,
    step_up: Option<Arc<dyn StepUp>>,
    /// Comes after the token was added, where otherwise the network is.
    innermost: Option<Arc<dyn Middleware>>,
    policy: Policy,
    grant: PhantomData<fn() -> G>,
}

impl<G> Client<G> {
    /// Starts with the URL that paths continue: `https`, or `http` on loopback.
    // With the bound here, the compiler says what is no grant, and not that there is no such function.
    #[must_use]
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<G>
    where
        G: Grant,
    {
        ClientBuilder {
            base: base_url.into(),
            origins: Vec::new(),
            tokens: None,
            request: G::scopes().map(TokenRequest::for_scopes).unwrap_or_default(),
            http: reqwest::Client::builder(),
            outer: Vec::new(),
            step_up: None,
            innermost: None,
            policy: Policy::default(),
            grant: PhantomData,
        }
    }
}

impl<G: Grant> ClientBuilder<G> {
    /// Where tokens come from. They are kept in a cache of this client's own.
    #[must_use]
    pub fn credential(self, credential: impl Credential) -> Self {
        self.tokens(TokenCache::new(credential))
    }

    /// Someone who has signed in. Clients of the same session share its tokens, which end with
    /// [`Session::sign_out`](crate::oauth::Session::sign_out).
    #[cfg(feature = "oauth")]
    #[must_use]
    pub fn session(self, session: &crate::oauth::Session) -> Self {
        self.tokens(session.tokens().clone())
    }

    /// A token cache, which several clients can share.
    #[must_use]
    pub fn tokens(mut self, tokens: TokenCache) -> Self {
        self.tokens = Some(tokens);
        self
    }

    /// Adds a resource server that the token is meant for (RFC 8707 section 2): an absolute URI.
    #[must_use]
    pub fn resource(mut self, resource: impl Into<String>) -> Self {
        self.request = self.request.with_resource(resource);
        self
    }

    /// Names the audience, for servers that take an `audience` parameter.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.request = self.request.with_audience(audience);
        self
    }

    /// Adds an origin besides that of the base URL, for an API which is spread over several hosts.
    #[must_use]
    pub fn origin(mut self, url: impl Into<String>) -> Self {
        self.origins.push(url.into());
        self
    }

    /// Settings of the HTTP client: time limits, proxies, certificates. Its redirect policy is replaced by
    /// [`same_origin_redirects`].
    #[must_use]
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = http;
        self
    }

    /// Adds a middleware, which sees requests before they are authorized: tracing, then retries.
    #[must_use]
    pub fn with(mut self, middleware: impl Middleware) -> Self {
        self.outer.push(Arc::new(middleware));
        self
    }

    /// Has requests answered by an API in memory, once all is checked. Nothing is sent.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn answered_by(mut self, api: &crate::testing::FakeApi) -> Self {
        self.innermost = Some(Arc::new(api.clone()));
        self
    }

    /// What is done when a token is valid but not enough. Without a call, the server's challenge is returned.
    #[must_use]
    pub fn step_up(mut self, policy: impl StepUp) -> Self {
        self.step_up = Some(Arc::new(policy));
        self
    }

    /// Reduces safety.
    #[must_use]
    pub const fn dangerous(self) -> Dangerous<Self> {
        Dangerous(self)
    }

    /// Builds the client. No token is fetched yet; [`Client::verify`] does.
    ///
    /// # Errors
    ///
    /// [`ConfigurationError`] when the base URL cannot be used, there is no credential, or reqwest's builder fails.
    pub fn build(self) -> Result<Client<G>, ConfigurationError> {
        let base = origin::parse_base(&self.base)?;
        let tokens = self.tokens.ok_or(ConfigurationError::NoCredential)?;
        let mut auth = AuthMiddleware::builder_with_tokens(tokens).token_request(self.request).origin(base.as_str());
        auth = auth.with_step_up(self.step_up);
        for origin in self.origins {
            auth = auth.origin(origin);
        }
        *auth.policy() = self.policy;
        let auth = auth.build()?;

        let http = self.http.redirect(same_origin_redirects()).build().map_err(ConfigurationError::Http)?;
        let layers = Layers { outer: self.outer.into(), auth, innermost: self.innermost, connections: http };
        Ok(Client { stack: Stack::of(layers), base, grant: PhantomData })
    }
}

impl ClientBuilder<Dynamic> {
    /// The scopes to ask for, which the compiler does not know. Without a call, or with none of them, the server chooses
    /// (RFC 6749 section 3.3).
    #[must_use]
    pub fn scopes(mut self, scopes: ScopeSet) -> Self {
        self.request = self.request.with_scopes(scopes);
        self
    }
}

impl<G> HasPolicy for ClientBuilder<G> {
    fn policy(&mut self) -> &mut Policy {
        &mut self.policy
    }
}

impl<G> fmt::Debug for ClientBuilder<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base", &origin::shown(&self.base))
            .field("origins", &origin::all_shown(&self.origins))
            .field("request", &self.request)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
