use std::time::Duration;

use super::{backoff::Backoff, clock::Moment};

/// A token that is refused when it is younger than this was refused from the start.
const YOUNG: Duration = Duration::from_secs(60);
/// So many fresh tokens may be refused in a row before it slows down.
const FREE: u32 = 3;

/// Sees to it that a server which refuses every token (a wrong audience, say) is not asked for a new one per request.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    in_a_row: u32,
    quiet_until: Option<Duration>,
    backoff: Backoff,
}

impl Refusals {
    /// Notes how old a token became that was not refused, or not before. One that was good for a while is no refusal in a row.
    pub(super) fn became(&mut self, age: Duration) {
        if age >= YOUNG {
            *self = Self::default();
        }
    }

    /// Whether a token of this age, which was refused, is to be replaced now.
    pub(super) fn allow(&mut self, age: Duration, now: Moment) -> bool {
        self.became(age);
        if self.quiet_until.is_some_and(|until| now.monotonic < until) {
            return false;
        }
        self.in_a_row += 1;
        if self.in_a_row >= FREE {
            self.quiet_until = Some(now.monotonic + self.backoff.next());
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_quiet_until_a_moment_and_no_longer() {
        let mut refusals = Refusals::default();
        let at = |monotonic| Moment { monotonic, wall: Duration::ZERO };
        for _ in 0..FREE {
            assert!(refusals.allow(Duration::ZERO, at(Duration::ZERO)));
        }
        let until = refusals.quiet_until.unwrap();
        assert!(!refusals.allow(Duration::ZERO, at(until.saturating_sub(Duration::from_nanos(1)))));
        assert!(refusals.allow(Duration::ZERO, at(until)));
    }

    #[test]
    fn a_token_that_was_good_for_a_while_begins_anew() {
        let mut refusals = Refusals::default();
        let now = Moment { monotonic: Duration::ZERO, wall: Duration::ZERO };
        while refusals.allow(YOUNG.saturating_sub(Duration::from_nanos(1)), now) {}
        assert!(refusals.allow(YOUNG, now));
        assert_eq!(refusals.in_a_row, 1);
    }
}
