use std::{fmt, time::Duration};

use async_trait::async_trait;

/// The time, as the token cache sees it. [`SystemClock`] unless a test brings its own.
#[async_trait]
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// What the clocks say now. Called whenever a token is used.
    fn now(&self) -> Moment;

    /// Returns when the duration has passed on the monotonic clock.
    async fn sleep(&self, duration: Duration);
}

/// What two clocks say at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The monotonic clock, since any moment that stays the same: never goes back, and on some systems stands still while
    /// the machine is suspended.
    pub monotonic: Duration,
    /// The clock on the wall, since the Unix epoch: may be set, forwards and backwards.
    pub wall: Duration,
}

/// The clocks of the system, and the timer of the tokio runtime, which must be enabled.
///
/// On Linux it reads the coarse clocks, which are some milliseconds late and four times as fast: to look at the clocks
/// is most of what using a cached token costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[inline]
    fn now(&self) -> Moment {
        read()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

#[cfg(any(target_os = "android", target_os = "linux"))]
fn read() -> Moment {
    use rustix::time::{ClockId, clock_gettime};

    let read = |clock| Duration::try_from(clock_gettime(clock)).unwrap_or_default();
    Moment { monotonic: read(ClockId::MonotonicCoarse), wall: read(ClockId::RealtimeCoarse) }
}

#[cfg(not(any(target_os = "android", target_os = "linux")))]
fn read() -> Moment {
    use std::{
        sync::LazyLock,
        time::{Instant, SystemTime},
    };

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let start = *START;
    let wall = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Moment { monotonic: start.elapsed(), wall }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn both_clocks_of_the_system_are_read() {
        let earlier = SystemClock.now();
        std::thread::sleep(Duration::from_millis(50));
        let later = SystemClock.now();
        assert!(later.monotonic > earlier.monotonic);
        let wall = SystemTime::UNIX_EPOCH + later.wall;
        assert!(wall.elapsed().unwrap() < Duration::from_secs(60));
    }
}
