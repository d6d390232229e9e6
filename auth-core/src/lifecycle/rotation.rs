use std::{mem, sync::Arc};

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
/// - a refused token is forgotten, unless another process has stored a newer one by now, which is then tried; and it is
///   not sent again when the store cannot forget it.
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
    /// Locked for the whole of a renewal.
    known: Mutex<Known>,
}

/// What is known besides what the store has.
#[derive(Debug, Default)]
struct Known {
    /// What the server gave and the store does not have yet.
    unsaved: Option<RefreshToken>,
    /// The last that was used or given here; in the store that of another sign-in may have taken its place.
    last: Option<RefreshToken>,
    /// What the server refused and the store could not forget.
    refused: Option<RefreshToken>,
}

/// How many refresh tokens are tried, when another process has stored one after the other meanwhile.
const ATTEMPTS: usize = 5;

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
#[must_use = "the refresh tokens are to be revoked"]
#[non_exhaustive]
pub struct Ended {
    /// What the server may still take, to be revoked, the newest first: usually one. There are more when a rotated one could
    /// not be stored, or another sign-in has taken the place of this one in the store.
    pub refresh_tokens: Vec<RefreshToken>,
    /// The store's error, if it could not read the refresh token or not forget it.
    pub outcome: Result<(), CredentialError>,
}

impl Rotation {
    /// The sign-in of this key in this store. One per key: two do not see each other's renewals.
    #[must_use]
    pub fn new(store: impl RefreshTokenStore, key: RefreshTokenKey) -> Self {
        Self { store: Arc::new(store), key, known: Mutex::default() }
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
        let mut known = self.known.lock().await;
        *known = Known { last: Some(token.clone()), ..Known::default() };
        self.save(&mut known, token).await
    }

    /// Someone has signed out: forgets the refresh token, and returns what the server may still take so that it can be
    /// revoked (RFC 7009), also when the store fails. Waits for a renewal that is under way.
    pub async fn end(&self) -> Ended {
        let mut known = self.known.lock().await;
        let loaded = self.store.load(&self.key).await;
        let cleared = self.store.clear(&self.key).await;
        let Known { unsaved, last, refused } = mem::take(&mut *known);
        let is_newest_known = unsaved.is_some();
        let (stored, unreadable) = match loaded {
            Ok(stored) => (stored, Ok(())),
            Err(error) => (None, Err(error)),
        };
        let mut refresh_tokens: Vec<RefreshToken> = Vec::new();
        for token in [unsaved, stored, last].into_iter().flatten() {
            let is_refused = refused.as_ref().is_some_and(|refused| refused.is_same(&token));
            if !is_refused && !refresh_tokens.iter().any(|other| other.is_same(&token)) {
                refresh_tokens.push(token);
            }
        }
        if cleared.is_err() {
            // It is still there, and still not to be sent again.
            known.refused = refused;
        }
        // What cannot be read is no matter when there is something newer.
        let outcome = if is_newest_known { cleared } else { cleared.and(unreadable) };
        Ended { refresh_tokens, outcome }
    }

    /// Uses the refresh token, if it covers the scopes that are wanted.
    ///
    /// `exchange` sends it to the server, and is to have a time limit of its own. The whole is to be run as a task of its own:
    /// whoever waits for his turn behind another renewal, and is dropped in the middle of his exchange by a time limit that
    /// counted the wait, loses the refresh token that the server has just answered with.
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
        let mut known = self.known.lock().await;
        if let Some(token) = known.unsaved.clone() {
            self.save(&mut known, token).await?;
        }
        let mut token = self.store.load(&self.key).await?.ok_or_else(|| sign_in("no one has signed in"))?;
        let mut attempts = 1..ATTEMPTS;
        loop {
            if known.refused.as_ref().is_some_and(|refused| refused.is_same(&token)) {
                return Err(has_ended());
            }
            match self.exchange(&token, wanted, &mut exchange).await {
                Err(error) if error.code() == Some("invalid_grant") => {
                    let ended = has_ended().with_source(error);
                    match self.successor(&mut known, token).await? {
                        None => return Err(ended),
                        Some(newer) if attempts.next().is_some() => token = newer,
                        Some(_) => return Err(overtaken().with_source(ended)),
                    }
                }
                Err(error) => return Err(error),
                Ok(Renewed { access, refresh: None }) => {
                    known.last = Some(token);
                    return access;
                }
                Ok(Renewed { access, refresh: Some(secret) }) => {
                    let rotated = token.rotated(secret);
                    known.last = Some(rotated.clone());
                    self.save(&mut known, rotated).await?;
                    return access;
                }
            }
        }
    }

    /// What another process has stored in place of a refused token. Without one it is forgotten, or at least not sent again:
    /// that the sign-in has ended is what matters then, whatever the store says to that.
    async fn successor(
        &self,
        known: &mut Known,
        refused: RefreshToken,
    ) -> Result<Option<RefreshToken>, CredentialError> {
        known.last.take_if(|last| last.is_same(&refused));
        let is_forgotten = match self.store.load(&self.key).await {
            Ok(Some(newer)) if !newer.is_same(&refused) => return Ok(Some(newer)),
            Ok(Some(_)) => self.store.clear(&self.key).await.is_ok(),
            Ok(None) => true,
            Err(error) => {
                // There may be another one.
                known.refused = Some(refused);
                return Err(error);
            }
        };
        known.refused = (!is_forgotten).then_some(refused);
        Ok(None)
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
    async fn save(&self, known: &mut Known, token: RefreshToken) -> Result<(), CredentialError> {
        let token = known.unsaved.insert(token);
        self.store.store(&self.key, token).await?;
        known.unsaved = None;
        Ok(())
    }
}

fn has_ended() -> CredentialError {
    sign_in("the sign-in has ended").with_code("invalid_grant")
}

fn overtaken() -> CredentialError {
    let message = "other processes use the refresh token at the same time, each time before this one";
    CredentialError::new(CredentialErrorKind::Unavailable, message)
}

fn sign_in(message: &'static str) -> CredentialError {
    CredentialError::new(CredentialErrorKind::SignInRequired, message)
}
