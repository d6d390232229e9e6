//! Clocks that are set, so that tests of time do not depend on how fast a machine is.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use auth_core::lifecycle::{Clock, Moment};
use tokio::sync::watch;

/// Clocks that move when they are told to, and wake those who sleep by them. Clones are the same clocks.
#[derive(Clone, Debug)]
pub struct SetClock(Arc<watch::Sender<Duration>>);

impl SetClock {
    /// Clocks that stand still.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Duration::from_secs(1_000_000))))
    }

    /// Sets them forward.
    pub fn advance(&self, duration: Duration) {
        self.0.send_modify(|now| *now += duration);
    }

    /// Lets the time pass, a little at each look, until something has happened.
    pub async fn passes_until(&self, happened: impl Fn() -> bool) {
        while !happened() {
            self.advance(Duration::from_millis(10));
            // For what arrives over a connection, which has a time of its own.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

impl Default for SetClock {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Clock for SetClock {
    fn now(&self) -> Moment {
        let now = *self.0.borrow();
        Moment { monotonic: now, wall: now }
    }

    async fn sleep(&self, duration: Duration) {
        let until = *self.0.borrow() + duration;
        let woken = self.0.subscribe().wait_for(|now| *now >= until).await.map(drop);
        assert!(woken.is_ok(), "the clock outlives its sleepers: it is what they hold");
    }
}
