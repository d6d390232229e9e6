//! Stub while the module is being written.
#![allow(missing_docs, unused, clippy::all, clippy::pedantic, missing_debug_implementations)]
use crate::*;
use http::{HeaderName, HeaderValue};
use std::{sync::Arc, time::Duration};
#[derive(Clone, Debug)]
pub struct TokenCache(Arc<dyn Credential>);
impl TokenCache {
    pub fn new(c: impl Credential) -> Self {
        Self(Arc::new(c))
    }
    pub fn source(&self, r: TokenRequest) -> TokenSource {
        TokenSource(self.clone(), r)
    }
}
#[derive(Clone, Debug)]
pub struct TokenSource(TokenCache, TokenRequest);
impl TokenSource {
    pub fn request(&self) -> &TokenRequest {
        &self.1
    }
    pub async fn token(&self, m: Duration) -> Result<Arc<CachedToken>, CredentialError> {
        Ok(Arc::new(CachedToken(self.0.0.token(&self.1).await?)))
    }
    pub fn invalidate(&self, g: u64) {}
}
#[derive(Debug)]
pub struct CachedToken(AccessToken);
impl CachedToken {
    pub fn header(&self) -> (&HeaderName, &HeaderValue) {
        self.0.header()
    }
    pub fn scopes(&self) -> Option<&ScopeSet> {
        self.0.scopes()
    }
    pub fn generation(&self) -> u64 {
        0
    }
}
