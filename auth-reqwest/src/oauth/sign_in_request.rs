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
    /// Without one, each session has its own in memory.
    pub(super) store: Option<Arc<dyn RefreshTokenStore>>,
    pub(super) user: Option<String>,
}

impl SignInRequest {
    pub(super) fn new() -> Self {
        Self { scopes: None, resources: Vec::new(), offline_access: false, store: None, user: None }
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

    /// Where the refresh token of a session is to be kept.
    pub(super) fn store(&self) -> Arc<dyn RefreshTokenStore> {
        self.store.clone().unwrap_or_else(|| Arc::new(MemoryStore::new()))
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

/// What all these flows can be told, for types with the fields `registration` and `request`.
macro_rules! setters {
    () => {
        /// Asks for the scopes of a client's grant. At servers that do OpenID Connect, `openid` is always asked for, too.
        #[must_use]
        pub fn grant<G: auth_core::Grant>(mut self) -> Self {
            self.request.set_grant::<G>();
            self
        }

        /// Asks for scopes that are known at run time only, or for more than the client's grant needs, such as `profile`.
        #[must_use]
        pub fn scopes(mut self, scopes: auth_core::ScopeSet) -> Self {
            self.request.scopes = Some(scopes);
            self
        }

        /// Adds a resource server that tokens are meant for (RFC 8707 section 2): an absolute URI. The first access token is
        /// for the first of them; clients that name [another](crate::ClientBuilder::resource) get tokens of their own.
        #[must_use]
        pub fn resource(mut self, resource: impl Into<String>) -> Self {
            self.request.resources.push(resource.into());
            self
        }

        /// Asks for a refresh token that outlives the user's presence (OpenID Connect Core 1.0 section 11): the scope
        /// `offline_access`, where the server has it, and, in a browser, the user's consent to that.
        #[must_use]
        pub fn offline_access(mut self) -> Self {
            self.request.offline_access = true;
            self
        }

        /// Where the refresh token is kept, so that the user need not sign in again; in an [`Arc`](std::sync::Arc), to
        /// share it. Without a call: in memory, for this session alone.
        #[must_use]
        pub fn store(mut self, store: impl auth_core::lifecycle::RefreshTokenStore) -> Self {
            self.request.store = Some(std::sync::Arc::new(store));
            self
        }

        /// Whose refresh token it is, for a store with those of several users, in whatever words the program tells them
        /// apart.
        #[must_use]
        pub fn user(mut self, user: impl Into<String>) -> Self {
            self.request.user = Some(user.into());
            self
        }

        /// Signs in with what a store has kept, without asking anyone: for the start of a program. `None` when someone has
        /// to sign in.
        ///
        /// # Errors
        ///
        /// As [`Session::restore`](crate::oauth::Session::restore).
        pub async fn restore(&self) -> Result<Option<crate::oauth::Session>, auth_core::CredentialError> {
            crate::oauth::Session::restore_as(&self.registration, &self.request).await
        }
    };
}

pub(super) use setters;

/// The scopes that are asked for on the program's behalf, and that no API asks for.
pub(super) fn is_of_sign_in(scope: &ScopeName) -> bool {
    [OPENID, OFFLINE_ACCESS].contains(scope)
}

/// The names, as huskarl takes them.
pub(super) fn to_strings(scopes: &ScopeSet) -> Vec<String> {
    scopes.iter().map(ToString::to_string).collect()
}

pub(super) fn non_empty(values: &[String]) -> Option<Vec<String>> {
    Some(values.to_vec()).filter(|values| !values.is_empty())
}
