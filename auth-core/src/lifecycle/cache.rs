use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError},
};

use super::{
    builder::TokenCacheBuilder,
    environment::Environment,
    event::TokenEvents,
    slot::Slot,
    source::TokenSource,
    state::TokenState,
    sync::{Mutex, MutexGuard},
};
use crate::{Credential, TokenRequest};

/// Obtains tokens from a [`Credential`] and keeps them: one per [`TokenRequest`], renewed before it ends.
///
/// Cheap to clone; clones share their tokens. What it guarantees is said in the [module](super).
#[derive(Clone)]
pub struct TokenCache(Arc<Inner>);

struct Inner {
    environment: Arc<Environment>,
    slots: Mutex<Slots>,
}

impl TokenCache {
    /// A cache on the clocks of the system and the tokio runtime of its users.
    #[must_use]
    pub fn new(credential: impl Credential) -> Self {
        Self::builder(credential).build()
    }

    /// A cache that is set up otherwise.
    pub fn builder(credential: impl Credential) -> TokenCacheBuilder {
        TokenCacheBuilder::new(credential)
    }

    /// The source of tokens for a request. Sources for equal requests share one token.
    ///
    /// Takes a lock: to be called once and kept, not for each use.
    #[must_use]
    pub fn source(&self, request: TokenRequest) -> TokenSource {
        TokenSource::new(self.slots().get(request, &self.0.environment))
    }

    /// How things stand, with each token that was asked for.
    #[must_use]
    pub fn state(&self) -> Vec<(TokenRequest, TokenState)> {
        self.all().iter().map(|slot| (slot.request().clone(), slot.state())).collect()
    }

    /// What happens from now on, for user interfaces.
    pub fn subscribe(&self) -> TokenEvents {
        TokenEvents::new(self.0.environment.events.subscribe())
    }

    /// Forgets all tokens, as when someone has signed out. A fetch that is under way has failed for those who wait for it,
    /// and what it brings is not taken over.
    pub fn clear(&self) {
        self.all().iter().for_each(Slot::clear);
    }

    /// Forgets that fetches failed, so that the next use tries again at once: for whoever knows that something changed,
    /// such as that someone has signed in or that the network is back. A fetch that is under way goes on within its limit.
    pub fn retry_now(&self) {
        self.all().iter().for_each(Slot::forget_failure);
    }

    pub(super) fn with(environment: Environment) -> Self {
        Self(Arc::new(Inner { environment: Arc::new(environment), slots: Mutex::default() }))
    }

    /// Each slot, to be used when the lock is free again.
    fn all(&self) -> Vec<Arc<Slot>> {
        self.slots().by_request.values().cloned().collect()
    }

    fn slots(&self) -> MutexGuard<'_, Slots> {
        self.0.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").field("credential", &self.0.environment.credential).finish_non_exhaustive()
    }
}

/// The slots of a cache. One that nobody uses and that has no token is forgotten when room is needed, so that a program
/// with ever new requests (one per customer, say) does not grow without end.
#[derive(Default)]
struct Slots {
    by_request: HashMap<TokenRequest, Arc<Slot>>,
    sweep_at: usize,
}

impl Slots {
    fn get(&mut self, request: TokenRequest, environment: &Arc<Environment>) -> Arc<Slot> {
        if let Some(slot) = self.by_request.get(&request) {
            return slot.clone();
        }
        if self.by_request.len() >= self.sweep_at {
            self.by_request.retain(|_, slot| Arc::strong_count(slot) > 1 || slot.is_alive());
            self.sweep_at = (2 * self.by_request.len()).max(64);
        }
        let slot = Arc::new(Slot::new(request.clone(), environment.clone()));
        self.by_request.insert(request, slot.clone());
        slot
    }
}
