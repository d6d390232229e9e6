use std::{sync::Arc, time::Duration};

use tokio::sync::broadcast;

use super::{
    cache::TokenCache,
    clock::{Clock, SystemClock},
    environment::Environment,
    spawner::{Spawner, TokioSpawner},
};
use crate::Credential;

/// Sets a [`TokenCache`] up.
///
/// ```
/// use std::time::Duration;
///
/// use auth_core::{ApiKey, lifecycle::TokenCache};
///
/// let cache = TokenCache::builder(ApiKey::new("KEY").unwrap()).fetch_timeout(Duration::from_secs(10)).build();
/// # _ = cache;
/// ```
#[derive(Debug)]
#[must_use]
pub struct TokenCacheBuilder(Environment);

impl TokenCacheBuilder {
    pub(super) fn new(credential: impl Credential) -> Self {
        Self(Environment {
            credential: Box::new(credential),
            clock: Arc::new(SystemClock),
            spawner: Arc::new(TokioSpawner),
            fetch_timeout: Duration::from_secs(30),
            default_lifetime: Duration::from_secs(5 * 60),
            events: broadcast::Sender::new(Environment::EVENTS),
        })
    }

    /// The clock, [`SystemClock`] if not set.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.0.clock = Arc::new(clock);
        self
    }

    /// What fetches run on, [`TokioSpawner`] if not set.
    pub fn spawner(mut self, spawner: impl Spawner) -> Self {
        self.0.spawner = Arc::new(spawner);
        self
    }

    /// How long a fetch may take, 30 seconds if not set. After it the fetch is dropped and has failed.
    ///
    /// This is no limit for a caller: whoever does not want to wait for that long drops its future.
    pub fn fetch_timeout(mut self, limit: Duration) -> Self {
        self.0.fetch_timeout = limit;
        self
    }

    /// How long a token lives of which the server does not say it, five minutes if not set.
    ///
    /// Five minutes are what widespread servers give at the least when nothing is configured. Too short costs a fetch in
    /// the background now and then, too long a request that is answered with 401 and repeated.
    pub fn default_lifetime(mut self, lifetime: Duration) -> Self {
        self.0.default_lifetime = lifetime;
        self
    }

    /// The cache, still empty. Nothing is fetched before someone asks.
    #[must_use]
    pub fn build(self) -> TokenCache {
        TokenCache::with(self.0)
    }
}
