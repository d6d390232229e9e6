use std::{fmt, sync::Arc, thread};

use async_trait::async_trait;
use auth_core::{
    CredentialError, ScopeSet, Secret,
    lifecycle::{RefreshToken, RefreshTokenKey, RefreshTokenStore},
};
use keyring_core::{Entry, Error};
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, oneshot};

mod error;
mod platform;

pub use error::KeyringError;

/// Keeps refresh tokens in the key store of the operating system, so that a user who has signed in once stays signed in.
///
/// | on | that is |
/// |---|---|
/// | Linux and the BSDs | the Secret Service, such as gnome-keyring or `KWallet`, by D-Bus |
/// | macOS | the user's keychain |
/// | Windows | the credential manager |
///
/// An entry is of one issuer, client and user. It holds the refresh token and its scopes, as JSON, and nothing else.
///
/// ```
/// use auth_core::lifecycle::{RefreshTokenKey, Rotation};
/// use auth_reqwest::KeyringStore;
///
/// let store = KeyringStore::new("Example viewer");
/// let rotation = Rotation::new(store, RefreshTokenKey::new("https://iam.example.com", "viewer"));
/// # _ = rotation;
/// ```
///
/// A key store may ask the user to unlock it, and takes as long as the user does. It is spoken to on a thread of its own,
/// one call after the other, in the order they were made. A caller that gives up cuts no call off that has begun; one that
/// still waits for its turn is not made.
///
/// # Errors
///
/// The source of each [`CredentialError`] is a [`KeyringError`].
#[derive(Clone)]
pub struct KeyringStore {
    application: Arc<str>,
    open: platform::Open,
    /// Whose turn it is. First come, first served.
    turn: Arc<Mutex<()>>,
}

impl KeyringStore {
    /// Entries of an application, whose name the user sees where key stores are looked at.
    ///
    /// The name is part of what an entry is found by: two applications do not see each other's.
    #[must_use]
    pub fn new(application: impl Into<String>) -> Self {
        Self { application: application.into().into(), open: platform::open, turn: Arc::default() }
    }

    /// Does something with the entry of a key, on another thread.
    async fn with_entry<T: Send + 'static>(
        &self,
        key: &RefreshTokenKey,
        work: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, KeyringError> {
        let (application, account, label) = (self.application.clone(), account(key), self.label(key));
        let open = self.open;
        let turn = self.turn.clone().lock_owned().await;
        let (done, outcome) = oneshot::channel();
        let run = move || {
            // Connected anew each time: a key store may be started, and started again, while the program runs.
            let entry = open(&application, &account, &label).map_err(KeyringError::absent);
            let outcome = entry.and_then(|entry| work(&entry).map_err(KeyringError::from));
            drop(turn);
            // Whoever waited may have gone.
            _ = done.send(outcome);
        };
        thread::Builder::new().name("key store".to_owned()).spawn(run).map_err(KeyringError::failed)?;
        outcome.await.map_err(KeyringError::failed)?
    }

    fn label(&self, key: &RefreshTokenKey) -> String {
        let user = key.user().map(|user| format!(" of {user}")).unwrap_or_default();
        format!("{}: sign-in{user} at {}", self.application, key.issuer())
    }
}

#[async_trait]
impl RefreshTokenStore for KeyringStore {
    async fn load(&self, key: &RefreshTokenKey) -> Result<Option<RefreshToken>, CredentialError> {
        let found = self.with_entry(key, |entry| match entry.get_secret() {
            Err(Error::NoEntry) => Ok(None),
            found => found.map(Some),
        });
        found.await?.map(|bytes| Ok(parse(bytes)?)).transpose()
    }

    async fn store(&self, key: &RefreshTokenKey, token: &RefreshToken) -> Result<(), CredentialError> {
        let text = write(token)?;
        let put = move |entry: &Entry| match entry.set_secret(text.expose().as_bytes()) {
            Err(Error::Ambiguous(several)) => {
                delete(&several)?;
                entry.set_secret(text.expose().as_bytes())
            }
            put => put,
        };
        Ok(self.with_entry(key, put).await?)
    }

    async fn clear(&self, key: &RefreshTokenKey) -> Result<(), CredentialError> {
        let clear = |entry: &Entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(several)) => delete(&several),
            cleared => cleared,
        };
        Ok(self.with_entry(key, clear).await?)
    }
}

impl fmt::Debug for KeyringStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyringStore").field("application", &self.application).finish_non_exhaustive()
    }
}

/// What the entry of a key is found by. As a query, since client ids and the names of users may have any character.
fn account(key: &RefreshTokenKey) -> String {
    let parts = [("issuer", Some(key.issuer())), ("client_id", Some(key.client())), ("user", key.user())];
    let parts: Vec<_> = parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    serde_html_form::to_string(parts).unwrap_or_default()
}

/// What an entry holds.
#[derive(Deserialize)]
struct Stored {
    refresh_token: Secret,
    scopes: Option<ScopeSet>,
}

#[derive(Serialize)]
struct Storing<'a> {
    refresh_token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes: Option<&'a ScopeSet>,
}

fn write(token: &RefreshToken) -> Result<Secret, KeyringError> {
    let storing = Storing { refresh_token: token.secret().expose(), scopes: token.scopes() };
    serde_json::to_string(&storing).map(Secret::new).map_err(KeyringError::failed)
}

/// What cannot be read is not shown: it may be a secret all the same.
fn parse(bytes: Vec<u8>) -> Result<RefreshToken, KeyringError> {
    let text = String::from_utf8(bytes).map(Secret::new).map_err(|_| KeyringError::Unreadable)?;
    let stored: Stored = serde_json::from_str(text.expose()).map_err(|_| KeyringError::Unreadable)?;
    Ok(RefreshToken::new(stored.refresh_token, stored.scopes))
}

/// Entries that something else made look like ours.
fn delete(entries: &[Entry]) -> keyring_core::Result<()> {
    entries.iter().try_for_each(Entry::delete_credential)
}

#[cfg(test)]
mod tests;
