use std::sync::Arc;

use auth_core::lifecycle::TokenSource;
use reqwest_middleware::{ClientWithMiddleware, Middleware};

use crate::AuthMiddleware;

/// What a client sends requests through, from the outside in: middleware of the user, authorization, connections.
#[derive(Clone)]
pub(super) struct Stack {
    connections: reqwest::Client,
    outer: Arc<[Arc<dyn Middleware>]>,
    auth: AuthMiddleware,
    http: ClientWithMiddleware,
}

impl Stack {
    pub(super) fn new(connections: reqwest::Client, outer: Arc<[Arc<dyn Middleware>]>, auth: AuthMiddleware) -> Self {
        let stack = reqwest_middleware::ClientBuilder::new(connections.clone());
        let stack = outer.iter().cloned().fold(stack, reqwest_middleware::ClientBuilder::with_arc);
        Self { connections, outer, http: stack.with(auth.clone()).build(), auth }
    }

    /// The same with other tokens, for the same origins.
    pub(super) fn with_tokens(&self, tokens: TokenSource) -> Self {
        Self::new(self.connections.clone(), self.outer.clone(), self.auth.clone().with_source(tokens))
    }

    pub(super) const fn http(&self) -> &ClientWithMiddleware {
        &self.http
    }

    pub(super) const fn tokens(&self) -> &TokenSource {
        self.auth.tokens()
    }
}
