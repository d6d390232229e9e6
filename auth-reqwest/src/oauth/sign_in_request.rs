use std::{fmt, sync::Arc};

use auth_core::{
    Grant, ScopeName, ScopeSet,
    lifecycle::{MemoryStore, RefreshTokenKey, RefreshTokenStore},
};

use super::{ClientRegistration, server::Server};

const OPENID: ScopeName = ScopeName::from_static("openid");
const OFFLINE_ACCESS: ScopeName = ScopeName::from_static("offline_access");

/// What a user is asked to grant, and where that is kept: what all flows in which someone signs in have in common.
#[derive(Clone)]
pub(super) struct SignInRequest {
    pub(super) scopes: Option<ScopeSet>,
    pub(super) resources: Vec<String>,
    pub(super) offline_access: bool,
    pub(super) store: Arc<dyn RefreshTokenStore>,
    pub(super) user: Option<String>,
}

impl SignInRequest {
    pub(super) fn new() -> Self {
        let store = Arc::new(MemoryStore::new());
        Self { scopes: None, resources: Vec::new(), offline_access: false, store, user: None }
    }

    pub(super) fn set_grant<G: Grant>(&mut self) {
        self.scopes = G::scopes();
    }

    /// What to ask for at this server: also who the user is, where it does OpenID Connect, so that the answer is bound to
    /// the question (`nonce`); and access while the user is away, where that is a scope of its own.
    pub(super) fn asked(&self, server: &Server) -> Option<ScopeSet> {
        let mut asked = self.scopes.clone().unwrap_or_default();
        if server.is_openid_provider() {
            asked.insert(OPENID);
        }
        if self.asks_for_offline_access(server) {
            asked.insert(OFFLINE_ACCESS);
        }
        Some(asked).filter(|asked| !asked.is_empty())
    }

    /// A server that lists its scopes without `offline_access` gives refresh tokens otherwise, or not at all.
    pub(super) fn asks_for_offline_access(&self, server: &Server) -> bool {
        self.offline_access && server.lists_scope(OFFLINE_ACCESS.as_str()) != Some(false)
    }

    /// What the first access token is for: servers need not issue one for several (RFC 8707 section 2.2).
    pub(super) fn resource(&self) -> Option<&str> {
        self.resources.first().map(String::as_str)
    }

    pub(super) fn key(&self, registration: &ClientRegistration) -> RefreshTokenKey {
        let key = RefreshTokenKey::new(registration.issuer().unwrap_or_default(), registration.client_id());
        match &self.user {
            None => key,
            Some(user) => key.for_user(user),
        }
    }
}

impl fmt::Debug for SignInRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInRequest")
            .field("scopes", &self.scopes)
            .field("resources", &self.resources)
            .field("offline_access", &self.offline_access)
            .finish_non_exhaustive()
    }
}

/// The scopes that are asked for on the program's behalf, and that no API asks for.
pub(super) fn is_of_sign_in(scope: &ScopeName) -> bool {
    [OPENID, OFFLINE_ACCESS].contains(scope)
}
