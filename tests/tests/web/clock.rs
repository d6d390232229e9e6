use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use auth_core::lifecycle::{Clock, Moment};

/// A clock that stands still until it is moved. Nobody sleeps by it.
#[derive(Clone, Debug, Default)]
pub(crate) struct StandingClock(Arc<Mutex<Duration>>);

impl StandingClock {
    pub(crate) fn advance(&self, duration: Duration) {
        *self.0.lock().unwrap() += duration;
    }
}

#[async_trait]
impl Clock for StandingClock {
    fn now(&self) -> Moment {
        let now = *self.0.lock().unwrap();
        Moment { monotonic: now, wall: now }
    }

    async fn sleep(&self, _: Duration) {
        unreachable!("sessions end when someone looks")
    }
}
