use std::{
    fmt,
    time::{Duration, Instant, SystemTime},
};

use async_trait::async_trait;

/// The time, as the token cache sees it. [`SystemClock`] unless a test brings its own.
#[async_trait]
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// The monotonic clock: never goes back, and on some systems stands still while the machine sleeps.
    fn now(&self) -> Instant;

    /// The clock on the wall: may be set, forwards and backwards.
    fn wall(&self) -> SystemTime;

    /// Returns when the duration has passed on the monotonic clock.
    async fn sleep(&self, duration: Duration);
}

/// The clocks of the system, and the timer of tokio.
///
/// In a paused tokio test the monotonic clock is tokio's.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// What both clocks say at one moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) monotonic: Instant,
    pub(super) wall: SystemTime,
}

impl Moment {
    pub(super) fn read(clock: &dyn Clock) -> Self {
        Self { monotonic: clock.now(), wall: clock.wall() }
    }
}
