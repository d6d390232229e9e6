use std::time::{Duration, SystemTime};

use super::clock::Moment;
use crate::Lifetime;

/// No token lives longer than this: what a server says beyond it could not be added to a clock.
const LONGEST: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// Until when a token is valid: the earlier of two clocks.
///
/// The monotonic clock does not see a suspended machine, the wall clock can be set back. Only together do they see to it
/// that no expired token is sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Validity {
    monotonic: Duration,
    wall: Duration,
}

impl Validity {
    /// Counted from the moment before the token was asked for; `None` when it is unlimited.
    pub(super) fn of(lifetime: Lifetime, unstated: Duration, asked: Moment) -> Option<Self> {
        let duration = match lifetime {
            Lifetime::Unlimited => return None,
            Lifetime::For(duration) => duration,
            Lifetime::Until(end) => {
                end.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().saturating_sub(asked.wall)
            }
            _ => unstated,
        };
        let duration = duration.min(LONGEST);
        Some(Self { monotonic: asked.monotonic.saturating_add(duration), wall: asked.wall.saturating_add(duration) })
    }

    /// How long it is valid from now on.
    pub(super) fn left(&self, now: Moment) -> Duration {
        self.monotonic.saturating_sub(now.monotonic).min(self.wall.saturating_sub(now.wall))
    }

    /// When it ends on the wall clock; `None` beyond what the system can say.
    pub(super) fn end(&self) -> Option<SystemTime> {
        SystemTime::UNIX_EPOCH.checked_add(self.wall)
    }
}
