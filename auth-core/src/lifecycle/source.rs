use std::{fmt, sync::Arc, time::Duration};

use super::{
    cache::TokenCache,
    cached_token::TokenGuard,
    slot::{Join, Slot},
    state::TokenState,
};
use crate::{Credential, CredentialError, TokenRequest};

/// Where the token for one [`TokenRequest`] comes from. Cheap to clone; clones share the token.
#[derive(Clone)]
pub struct TokenSource(Arc<Slot>);

impl TokenSource {
    pub(super) const fn new(slot: Arc<Slot>) -> Self {
        Self(slot)
    }

    /// What the token is for.
    #[must_use]
    pub fn request(&self) -> &TokenRequest {
        self.0.request()
    }

    /// The token that is there, if it stays valid for this long.
    ///
    /// Costs one atomic load and a look at the clocks: no lock, no allocation, nothing that another thread could be in
    /// the way of. Begins to renew the token in the background when its time has come.
    ///
    /// `min_validity` is lowered to what the server's tokens can fulfil: see [`TokenSource::token`].
    #[must_use]
    pub fn current(&self, min_validity: Duration) -> Option<TokenGuard> {
        self.0.current(min_validity)
    }

    /// The token that is there, if it stays valid for this long, else the one that is being fetched.
    ///
    /// A server whose fresh tokens live no longer than `min_validity` (and a tenth) cannot fulfil it; then a token serves
    /// for nine tenths of its life. When no better token can be had but the present one still lives, that one is returned:
    /// after half of what is left of it at the latest.
    ///
    /// Whoever drops the future leaves the fetch to the others, and to who comes next.
    ///
    /// # Errors
    ///
    /// The credential's [`CredentialError`]: the one of the fetch that was waited for, or of the last one for as long as
    /// it is remembered. That is at most half a minute, or five when the server asks for it (`Retry-After`).
    pub async fn token(&self, min_validity: Duration) -> Result<TokenGuard, CredentialError> {
        let mut was_late = false;
        loop {
            if let Some(token) = self.current(min_validity) {
                return Ok(token);
            }
            let outcome = match self.0.join(min_validity) {
                Join::Served(token) => return Ok(token.into()),
                Join::Paused(error) => Some(Err(error)),
                Join::Waits(flight, patience) => flight.landed(self.0.clock(), patience).await,
            };
            match outcome {
                // Fetched and refused by the server before this caller was awake: once more.
                Some(Ok(token)) if self.0.is_invalidated(&token) => {}
                // Or at its end by then. Where tokens live so briefly that this is so again, it has to do.
                Some(Ok(token)) if !was_late && self.0.has_ended(&token) => was_late = true,
                Some(Ok(token)) => return Ok(token.into()),
                Some(Err(error)) => return self.current(Duration::ZERO).ok_or(error),
                // What there was has to do now. If it has gone meanwhile, there is nothing for it but to wait on.
                None => {
                    if let Some(token) = self.current(Duration::ZERO) {
                        return Ok(token);
                    }
                }
            }
        }
    }

    /// Says that the server refused a token (401 with `invalid_token`). The next caller fetches another one.
    ///
    /// Does nothing when that generation is not the current one: a late answer does not cost a newer token its place.
    /// Does nothing for a while, either, when one fresh token after the other is refused: then tokens are not what is
    /// wrong, and to fetch more of them helps no one. So whoever means to repeat a request looks whether the generation
    /// is another one now.
    pub fn invalidate(&self, generation: u64) {
        self.0.invalidate(generation);
    }

    /// How often the token was forgotten by [`TokenCache::clear`], as when someone has signed out. Costs one atomic load.
    ///
    /// For whoever keeps something besides that is to be forgotten then, too: it is, when this says more than it did.
    #[must_use]
    pub fn times_cleared(&self) -> u64 {
        self.0.times_cleared()
    }

    /// A cache for another credential, set up as this one's is: with its clock, spawner and limits. It shares no token,
    /// and its events are its own.
    ///
    /// For clients that are made from a client: of one user among many, or with fewer scopes.
    #[must_use]
    pub fn cache_for(&self, credential: impl Credential) -> TokenCache {
        TokenCache::with(self.0.environment().with_credential(credential))
    }

    /// How things stand, for health checks.
    #[must_use]
    pub fn state(&self) -> TokenState {
        self.0.state()
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource").field("request", self.request()).field("state", &self.state()).finish()
    }
}
