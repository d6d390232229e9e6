use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;

use crate::{CredentialError, ScopeSet, Secret};

/// Where refresh tokens are kept: in memory ([`MemoryStore`]), or where they outlive the program.
///
/// A store keeps what it is given, whole or not at all: when [`store`](RefreshTokenStore::store) is cut off, the token
/// from before or the new one is there. What may be written when is the business of a
/// [`Rotation`](super::Rotation).
#[async_trait]
pub trait RefreshTokenStore: fmt::Debug + Send + Sync + 'static {
    /// The token of a sign-in, if there is one.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the store cannot be read.
    async fn load(&self, key: &RefreshTokenKey) -> Result<Option<RefreshToken>, CredentialError>;

    /// Keeps a token in place of the one before; returns when it is safe.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when it is not.
    async fn store(&self, key: &RefreshTokenKey, token: &RefreshToken) -> Result<(), CredentialError>;

    /// Forgets the token of a sign-in, if there is one.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when it may still be there.
    async fn clear(&self, key: &RefreshTokenKey) -> Result<(), CredentialError>;
}

#[async_trait]
impl<S: RefreshTokenStore + ?Sized> RefreshTokenStore for Arc<S> {
    async fn load(&self, key: &RefreshTokenKey) -> Result<Option<RefreshToken>, CredentialError> {
        (**self).load(key).await
    }

    async fn store(&self, key: &RefreshTokenKey, token: &RefreshToken) -> Result<(), CredentialError> {
        (**self).store(key, token).await
    }

    async fn clear(&self, key: &RefreshTokenKey) -> Result<(), CredentialError> {
        (**self).clear(key).await
    }
}

/// Whose refresh token it is: who issued it, to which client, for which user.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct RefreshTokenKey {
    issuer: String,
    client: String,
    user: Option<String>,
}

impl RefreshTokenKey {
    /// The sign-in at an issuer, with a client id, of the one user that this program has.
    #[must_use]
    pub fn new(issuer: impl Into<String>, client: impl Into<String>) -> Self {
        Self { issuer: issuer.into(), client: client.into(), user: None }
    }

    /// Names the user, in whatever words the program tells users apart.
    #[must_use]
    pub fn for_user(mut self, user: impl Into<String>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// Who issued the token: an issuer identifier (RFC 8414 section 2).
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// To which client it was issued: a client id (RFC 6749 section 2.2).
    #[must_use]
    pub fn client(&self) -> &str {
        &self.client
    }

    /// For which user; `None` when there is only one.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }
}

/// A refresh token (RFC 6749 section 1.5), and the scopes that it can give.
#[derive(Clone, Debug)]
pub struct RefreshToken {
    secret: Secret,
    scopes: Option<ScopeSet>,
}

impl RefreshToken {
    /// A refresh token; `None` when no one knows its scopes but the server.
    #[must_use]
    pub fn new(secret: impl Into<Secret>, scopes: Option<ScopeSet>) -> Self {
        Self { secret: secret.into(), scopes }
    }

    /// The token itself.
    #[must_use]
    pub const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The scopes that it can give.
    #[must_use]
    pub const fn scopes(&self) -> Option<&ScopeSet> {
        self.scopes.as_ref()
    }

    /// Whether it can give these scopes. `None` asks for what there is.
    #[must_use]
    pub fn covers(&self, scopes: Option<&ScopeSet>) -> bool {
        match (scopes, &self.scopes) {
            (Some(wanted), Some(held)) => wanted.is_subset(held),
            _ => true,
        }
    }

    /// What a server sends in its place covers the same scopes (RFC 6749 section 6).
    pub(super) fn rotated(&self, secret: Secret) -> Self {
        Self { secret, scopes: self.scopes.clone() }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.secret.expose() == other.secret.expose()
    }
}

/// Keeps refresh tokens for as long as the program runs.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<HashMap<RefreshTokenKey, RefreshToken>>);

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn tokens(&self) -> MutexGuard<'_, HashMap<RefreshTokenKey, RefreshToken>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl RefreshTokenStore for MemoryStore {
    async fn load(&self, key: &RefreshTokenKey) -> Result<Option<RefreshToken>, CredentialError> {
        Ok(self.tokens().get(key).cloned())
    }

    async fn store(&self, key: &RefreshTokenKey, token: &RefreshToken) -> Result<(), CredentialError> {
        self.tokens().insert(key.clone(), token.clone());
        Ok(())
    }

    async fn clear(&self, key: &RefreshTokenKey) -> Result<(), CredentialError> {
        self.tokens().remove(key);
        Ok(())
    }
}
