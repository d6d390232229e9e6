use std::sync::Arc;

use auth_core::lifecycle::TokenSource;
use reqwest_middleware::{ClientWithMiddleware, Middleware};

use crate::AuthMiddleware;

/// What a client sends requests through.
#[derive(Clone)]
pub(super) struct Stack {
    layers: Layers,
    http: ClientWithMiddleware,
}

/// The parts, from the outside in.
#[derive(Clone)]
pub(super) struct Layers {
    pub(super) outer: Arc<[Arc<dyn Middleware>]>,
    pub(super) auth: AuthMiddleware,
    pub(super) innermost: Option<Arc<dyn Middleware>>,
    pub(super) connections: reqwest::Client,
}

impl Stack {
    pub(super) fn of(layers: Layers) -> Self {
        let mut http = reqwest_middleware::ClientBuilder::new(layers.connections.clone());
        for middleware in layers.outer.iter().cloned() {
            http = http.with_arc(middleware);
        }
        http = http.with(layers.auth.clone());
        if let Some(innermost) = layers.innermost.clone() {
            http = http.with_arc(innermost);
        }
        Self { http: http.build(), layers }
    }

    /// The same with other tokens, for the same origins.
    pub(super) fn with_tokens(&self, tokens: TokenSource) -> Self {
        let layers = self.layers.clone();
        Self::of(Layers { auth: layers.auth.with_source(tokens), ..layers })
    }

    pub(super) const fn http(&self) -> &ClientWithMiddleware {
        &self.http
    }

    pub(super) const fn tokens(&self) -> &TokenSource {
        self.layers.auth.tokens()
    }
}
