use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use auth_core::lifecycle::{Clock, Moment};
use tokio::sync::watch;

/// Clocks that move when they are told to, and wake those who sleep by them.
#[derive(Clone, Debug)]
pub(crate) struct SetClock(Arc<watch::Sender<Duration>>);

impl SetClock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Duration::from_secs(1_000_000))))
    }

    pub(crate) fn advance(&self, duration: Duration) {
        self.0.send_modify(|now| *now += duration);
    }

    /// Lets the time pass, a little at each look, until something has happened.
    pub(crate) async fn passes_until(&self, happened: impl Fn() -> bool) {
        while !happened() {
            self.advance(Duration::from_millis(10));
            // For what arrives over a connection, which has a time of its own.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
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
