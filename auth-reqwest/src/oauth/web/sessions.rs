use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use auth_core::lifecycle::{Clock, Moment};
use http::Extensions;

use super::id::Id;
use crate::oauth::Session;

/// Who has signed in, by the cookie of the browser.
pub(super) struct Sessions {
    clock: Arc<dyn Clock>,
    lifetime: Duration,
    idle_time: Duration,
    live: Mutex<HashMap<Id, Live>>,
}

struct Live {
    session: Session,
    kept: Kept,
    begun: Moment,
    used: Moment,
}

/// What the application keeps for a user.
pub(super) type Kept = Arc<Mutex<Extensions>>;

/// A session that a browser has.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) session: Session,
    pub(super) kept: Kept,
    /// How long it will be there at most.
    pub(super) remaining: Duration,
}

impl Sessions {
    pub(super) fn new(clock: Arc<dyn Clock>, lifetime: Duration, idle_time: Duration) -> Self {
        Self { clock, lifetime, idle_time, live: Mutex::default() }
    }

    /// Keeps a session under an id that no browser knew before.
    pub(super) fn begin(&self, id: Id, session: Session) {
        let now = self.clock.now();
        let mut live = self.live();
        live.retain(|_, one| self.is_alive(one, now));
        live.insert(id, Live { session, kept: Kept::default(), begun: now, used: now });
    }

    /// The session, which counts as used.
    pub(super) fn find(&self, id: &Id) -> Option<Found> {
        self.get(id, |one, now| one.used = now)
    }

    /// The session, which does not count as used: a page that asks whether it lasts is not to make it last.
    pub(super) fn look(&self, id: &Id) -> Option<Found> {
        self.get(id, |_, _| {})
    }

    fn get(&self, id: &Id, mark: impl FnOnce(&mut Live, Moment)) -> Option<Found> {
        let now = self.clock.now();
        let mut live = self.live();
        let one = live.get_mut(id)?;
        if !self.is_alive(one, now) {
            live.remove(id);
            return None;
        }
        mark(one, now);
        let remaining = self.lifetime.saturating_sub(since(one.begun, now));
        Some(Found { session: one.session.clone(), kept: Arc::clone(&one.kept), remaining })
    }

    /// Forgets the session, and returns it so that it can be signed out.
    pub(super) fn end(&self, id: &Id) -> Option<Session> {
        self.live().remove(id).map(|one| one.session)
    }

    fn is_alive(&self, one: &Live, now: Moment) -> bool {
        since(one.begun, now) < self.lifetime && since(one.used, now) < self.idle_time
    }

    fn live(&self) -> MutexGuard<'_, HashMap<Id, Live>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions")
            .field("lifetime", &self.lifetime)
            .field("idle_time", &self.idle_time)
            .field("live", &self.live().len())
            .finish_non_exhaustive()
    }
}

/// The time that has passed, by the clock that says more: one stands still while the machine sleeps, the other may be set.
pub(super) fn since(then: Moment, now: Moment) -> Duration {
    now.monotonic.saturating_sub(then.monotonic).max(now.wall.saturating_sub(then.wall))
}
