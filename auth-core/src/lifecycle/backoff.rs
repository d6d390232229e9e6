use std::time::Duration;

use crate::{CredentialError, CredentialErrorKind};

/// The shortest time for which a failure is remembered: a thousand callers one after the other are not a thousand attempts.
const SHORTEST: Duration = Duration::from_millis(250);
/// The first step; each failure in a row doubles it.
const STEP: Duration = Duration::from_secs(1);
/// The last step: how long after the server is back it may take until that is noticed.
const LONGEST: Duration = Duration::from_secs(30);
/// After an answer that is not likely to change soon. Short all the same: someone may be correcting it just now.
const REFUSED: Duration = Duration::from_secs(5);
/// What a server may ask for at most: `Retry-After: 86400` does not stop a program for a day.
const LONGEST_ASKED_FOR: Duration = Duration::from_secs(5 * 60);

/// How long to leave the server alone, after how many failures in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Counts a failure; the pause that follows from it.
    pub(super) fn failed(&mut self, error: &CredentialError) -> Duration {
        let pause = match error.kind() {
            CredentialErrorKind::Unavailable | CredentialErrorKind::InvalidResponse => self.next(),
            _ => REFUSED / 2 + (REFUSED / 2).mul_f64(fastrand::f64()),
        };
        match error.retry_after() {
            // Not earlier than asked for, and not all at the same moment. A server that asks for no pause has one.
            Some(asked) => (asked.min(LONGEST_ASKED_FOR) + STEP.mul_f64(fastrand::f64())).max(pause),
            None => pause,
        }
    }

    /// The next pause, with full jitter: anything up to the step, so that those who failed together do not return
    /// together.
    pub(super) fn next(&mut self) -> Duration {
        let step = STEP.saturating_mul(1 << self.failures.min(16)).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        step.mul_f64(fastrand::f64()).max(SHORTEST)
    }
}
