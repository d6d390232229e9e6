use std::fmt;

use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::{CredentialError, TokenRequest};

/// Something that a user interface may want to show.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenEvent {
    /// Whose token it is about.
    pub request: TokenRequest,
    /// What happened to it.
    pub change: TokenChange,
}

/// What happened to a token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenChange {
    /// There is a token, for the first time or after a sign-in was required.
    SignedIn,
    /// There is a new token in place of one before.
    Refreshed,
    /// The token ended before there was a new one. Noticed by whoever needs it next, not by an idle program.
    Expired,
    /// A person has to sign in. Said once, not at each attempt.
    SignInRequired(CredentialError),
}

/// The events of a [`TokenCache`](super::TokenCache) from now on.
///
/// Whoever reads too slowly misses the oldest events.
pub struct TokenEvents(pub(super) Receiver<TokenEvent>);

impl TokenEvents {
    /// Waits for the next event; `None` when the cache and all of its sources are gone.
    pub async fn next(&mut self) -> Option<TokenEvent> {
        loop {
            match self.0.recv().await {
                Ok(event) => return Some(event),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

impl fmt::Debug for TokenEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenEvents").finish_non_exhaustive()
    }
}
