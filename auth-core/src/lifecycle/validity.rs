use std::time::{Duration, Instant, SystemTime};

use super::clock::Moment;
use crate::Lifetime;

/// No token lives longer than this: what a server says beyond it could not be added to a clock.
const LONGEST: Duration = Duration::from_hours(100 * 365 * 24);

/// Until when a token is valid: the earlier of two clocks.
///
/// The monotonic clock does not see a suspended machine, the wall clock can be set back. Only together do they see to it
/// that no expired token is sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Validity {
    monotonic: Instant,
    wall: SystemTime,
}

impl Validity {
    /// Counted from the moment before the token was asked for; `None` when it is unlimited.
    pub(super) fn of(lifetime: Lifetime, unstated: Duration, asked: Moment) -> Option<Self> {
        let duration = match lifetime {
            Lifetime::Unlimited => return None,
            Lifetime::Unstated => unstated,
            Lifetime::For(duration) => duration,
            Lifetime::Until(end) => end.duration_since(asked.wall).unwrap_or_default(),
        };
        let duration = duration.min(LONGEST);
        // A clock that stands at the end of time already is taken to be at the token's end: fetched again, never stale.
        let monotonic = asked.monotonic.checked_add(duration).unwrap_or(asked.monotonic);
        let wall = asked.wall.checked_add(duration).unwrap_or(asked.wall);
        Some(Self { monotonic, wall })
    }

    /// How long it is valid from now on.
    pub(super) fn left(&self, now: Moment) -> Duration {
        let monotonic = self.monotonic.saturating_duration_since(now.monotonic);
        let wall = self.wall.duration_since(now.wall).unwrap_or_default();
        monotonic.min(wall)
    }

    pub(super) const fn end(&self) -> SystemTime {
        self.wall
    }
}
