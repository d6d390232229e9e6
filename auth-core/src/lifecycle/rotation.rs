use std::sync::Arc;

use tokio::sync::Mutex;

use super::refresh_token::{RefreshToken, RefreshTokenKey, RefreshTokenStore};
use crate::{AccessToken, CredentialError, CredentialErrorKind, ScopeSet, Secret};

/// The refresh token of one sign-in, used in the only order that loses nothing.
///
/// A server that rotates refresh tokens (RFC 9700 section 4.14.2) gives each of them out for one use, and ends the sign-in
/// when one is used twice. Therefore, by construction:
///
/// - one renewal at a time, however many scope sets and callers there are;
/// - the new refresh token is stored before the new access token is returned; an answer without one keeps the old;
/// - what could not be stored, or was cut off while it was, is kept in memory and stored before the next renewal;
/// - a refused token is forgotten, unless another process has stored a newer one by now, which is then tried.
///
/// What no order can prevent: that the program ends between the server's answer and the end of the store's work. Then the
/// user signs in again.
///
/// ```
/// use auth_core::{
///     AccessToken,
///     lifecycle::{MemoryStore, RefreshToken, RefreshTokenKey, Renewed, Rotation},
/// };
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = RefreshTokenKey::new("https://iam.example", "viewer");
/// let rotation = Rotation::new(MemoryStore::new(), key);
/// rotation.begin(RefreshToken::new("8xLOxBtZp8", None)).await?;
///
/// let token = rotation
///     .renew(None, |refresh_token| async move {
///         // POST grant_type=refresh_token with refresh_token.secret() ..
///         # _ = refresh_token;
///         let access = AccessToken::bearer(&"mF_9.B5f-4.1JqM".into()).unwrap();
///         Ok(Renewed::new(access).with_refresh_token("tGzv3JOkF0"))
///     })
///     .await?;
/// # _ = token;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Rotation {
    store: Arc<dyn RefreshTokenStore>,
    key: RefreshTokenKey,
    /// What the server gave and the store does not have yet. Locked for the whole of a renewal.
    unsaved: Mutex<Option<RefreshToken>>,
}

/// What a server answers to a refresh token.
#[derive(Debug)]
pub struct Renewed {
    access: Result<AccessToken, CredentialError>,
    refresh: Option<Secret>,
}

impl Renewed {
    /// An access token; the refresh token stays as it is.
    #[must_use]
    pub const fn new(access: AccessToken) -> Self {
        Self { access: Ok(access), refresh: None }
    }

    /// An answer whose access token is of no use. The refresh token that came with it has taken the place of the one
    /// before all the same, so it is stored, and then the error is returned.
    #[must_use]
    pub const fn unusable(error: CredentialError) -> Self {
        Self { access: Err(error), refresh: None }
    }

    /// The refresh token that takes the place of the one which was used.
    #[must_use]
    pub fn with_refresh_token(mut self, secret: impl Into<Secret>) -> Self {
        self.refresh = Some(secret.into());
        self
    }
}

/// What the [end](Rotation::end) of a sign-in leaves to be done.
#[derive(Debug)]
#[must_use = "the refresh token is to be revoked"]
#[non_exhaustive]
pub struct Ended {
    /// The refresh token that the server still takes, to be revoked; `None` when there is none, or none that can be read.
    pub refresh_token: Option<RefreshToken>,
    /// The store's error, if it could not read the refresh token or not forget it.
    pub outcome: Result<(), CredentialError>,
}

impl Rotation {
    /// The sign-in of this key in this store. One per key: two do not see each other's renewals.
    #[must_use]
    pub fn new(store: impl RefreshTokenStore, key: RefreshTokenKey) -> Self {
        Self { store: Arc::new(store), key, unsaved: Mutex::default() }
    }

    /// Whose sign-in it is.
    #[must_use]
    pub const fn key(&self) -> &RefreshTokenKey {
        &self.key
    }

    /// Someone has signed in.
    ///
    /// # Errors
    ///
    /// The store's. The token is kept in memory then, and stored before the first renewal.
    pub async fn begin(&self, token: RefreshToken) -> Result<(), CredentialError> {
        let mut unsaved = self.unsaved.lock().await;
        self.save(&mut unsaved, token).await
    }

    /// Someone has signed out: forgets the refresh token, and returns it so that it can be revoked (RFC 7009), also when
    /// the store fails. Waits for a renewal that is under way.
    pub async fn end(&self) -> Ended {
        let mut unsaved = self.unsaved.lock().await;
        let stored = self.store.load(&self.key).await;
        let cleared = self.store.clear(&self.key).await;
        // What the store has was used up for what it does not have.
        match unsaved.take().map_or(stored, |token| Ok(Some(token))) {
            Ok(refresh_token) => Ended { refresh_token, outcome: cleared },
            Err(error) => Ended { refresh_token: None, outcome: cleared.and(Err(error)) },
        }
    }

    /// Uses the refresh token, if it covers the scopes that are wanted.
    ///
    /// `exchange` sends it to the server. It is to have a time limit of its own, shorter than that of the token cache: a
    /// server may have used the token up for an answer that nobody waits for any more.
    ///
    /// # Errors
    ///
    /// Of the kind `SignInRequired` when there is no refresh token, when it covers less than is wanted, and when the server
    /// refused it (`invalid_grant`); else what `exchange` or the store returned.
    pub async fn renew<F, A>(&self, wanted: Option<&ScopeSet>, mut exchange: F) -> Result<AccessToken, CredentialError>
    where
        F: FnMut(RefreshToken) -> A,
        A: Future<Output = Result<Renewed, CredentialError>>,
    {
        let mut unsaved = self.unsaved.lock().await;
        if let Some(token) = unsaved.clone() {
            self.save(&mut unsaved, token).await?;
        }
        let mut token = self.store.load(&self.key).await?.ok_or_else(|| sign_in("no one has signed in"))?;
        let mut answer = self.exchange(&token, wanted, &mut exchange).await;
        if is_refused(&answer)
            && let Some(newer) = self.store.load(&self.key).await?.filter(|stored| !stored.is_same(&token))
        {
            token = newer;
            answer = self.exchange(&token, wanted, &mut exchange).await;
        }
        match answer {
            Err(error) if error.code() == Some("invalid_grant") => {
                self.store.clear(&self.key).await?;
                Err(sign_in("the sign-in has ended").with_code("invalid_grant").with_source(error))
            }
            Err(error) => Err(error),
            Ok(Renewed { access, refresh: None }) => access,
            Ok(Renewed { access, refresh: Some(secret) }) => {
                self.save(&mut unsaved, token.rotated(secret)).await?;
                access
            }
        }
    }

    async fn exchange<F, A>(
        &self,
        token: &RefreshToken,
        wanted: Option<&ScopeSet>,
        exchange: &mut F,
    ) -> Result<Renewed, CredentialError>
    where
        F: FnMut(RefreshToken) -> A,
        A: Future<Output = Result<Renewed, CredentialError>>,
    {
        if !token.covers(wanted) {
            return Err(sign_in("the sign-in covers fewer scopes"));
        }
        exchange(token.clone()).await
    }

    /// Remembers it until the store has it, so that to be dropped in between loses nothing.
    async fn save(&self, unsaved: &mut Option<RefreshToken>, token: RefreshToken) -> Result<(), CredentialError> {
        let token = unsaved.insert(token);
        self.store.store(&self.key, token).await?;
        *unsaved = None;
        Ok(())
    }
}

fn is_refused(answer: &Result<Renewed, CredentialError>) -> bool {
    answer.as_ref().is_err_and(|error| error.code() == Some("invalid_grant"))
}

fn sign_in(message: &'static str) -> CredentialError {
    CredentialError::new(CredentialErrorKind::SignInRequired, message)
}
