use std::{
    collections::{HashSet, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use auth_core::lifecycle::{Clock, Moment};

use super::{id::Id, return_to::ReturnTo, sessions::since};
use crate::oauth::PendingSignIn;

/// For how long a user may be away at the authorization server.
pub(super) const LIFETIME: Duration = Duration::from_mins(10);

/// The sign-ins that have begun, the oldest first. Whoever comes by begins one, so there is a limit.
pub(super) struct PendingSignIns {
    clock: Arc<dyn Clock>,
    limit: usize,
    begun: Mutex<VecDeque<Begun>>,
}

struct Begun {
    browser: Id,
    at: Moment,
    pending: PendingSignIn,
    return_to: ReturnTo,
}

impl PendingSignIns {
    pub(super) fn new(clock: Arc<dyn Clock>, limit: usize) -> Self {
        Self { clock, limit: limit.max(1), begun: Mutex::default() }
    }

    /// Keeps a sign-in for the browser that begins it, which may begin several at a time.
    pub(super) fn begin(&self, browser: Id, pending: PendingSignIn, return_to: ReturnTo) {
        let mut begun = self.begun();
        while begun.len() >= self.limit {
            begun.pop_front();
        }
        begun.push_back(Begun { browser, at: self.clock.now(), pending, return_to });
    }

    /// The sign-in that the callback answers, if this browser has begun it; only once.
    pub(super) fn answered(&self, browser: &HashSet<Id>, callback: &str) -> Option<(PendingSignIn, ReturnTo)> {
        let mut begun = self.begun();
        let is_answered = |one: &Begun| browser.contains(&one.browser) && one.pending.is_callback(callback);
        let index = begun.iter().position(is_answered)?;
        let Begun { pending, return_to, .. } = begun.remove(index)?;
        Some((pending, return_to))
    }

    /// What sign-ins that are under way know the browser by.
    pub(super) fn of(&self, browser: &HashSet<Id>) -> HashSet<Id> {
        let begun = self.begun();
        begun.iter().map(|one| &one.browser).filter(|id| browser.contains(id)).cloned().collect()
    }

    /// Those whose time is not over.
    fn begun(&self) -> MutexGuard<'_, VecDeque<Begun>> {
        let now = self.clock.now();
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        while begun.front().is_some_and(|oldest| since(oldest.at, now) >= LIFETIME) {
            begun.pop_front();
        }
        begun
    }
}

impl fmt::Debug for PendingSignIns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingSignIns")
            .field("limit", &self.limit)
            .field("begun", &self.begun().len())
            .finish_non_exhaustive()
    }
}
