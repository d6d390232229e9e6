use std::{
    sync::{Arc, PoisonError},
    time::Duration,
};

use super::{
    backoff::Backoff,
    cached_token::{CachedToken, TokenGuard},
    clock::{Clock, Moment},
    environment::Environment,
    event::TokenChange,
    fetch::{Fetch, Flight},
    observe,
    refusals::Refusals,
    state::TokenState,
    sync::{ArcSwapOption, Mutex, MutexGuard},
};
use crate::{AccessToken, CredentialError, CredentialErrorKind, TokenRequest};

/// The place of one token: the snapshot that callers read, and what is known about getting the next one.
///
/// The snapshot is written under the lock of the state only, so that the two agree.
pub(super) struct Slot {
    request: TokenRequest,
    environment: Arc<Environment>,
    snapshot: ArcSwapOption<CachedToken>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The fetch that is under way, and how many there have been.
    flight: Option<Flight>,
    flights: u64,
    /// The generation of the newest token, and of the newest that the server refused.
    generation: u64,
    invalidated: u64,
    /// Why the last fetch failed, and until when no other is started.
    failure: Option<(CredentialError, Duration)>,
    backoff: Backoff,
    refusals: Refusals,
    /// What has been told: the generation that expired, and that a sign-in is required.
    told_expired: u64,
    told_sign_in: bool,
}

/// What a caller without a token is to do.
pub(super) enum Join {
    /// Take the token: it arrived in the meantime.
    Served(Arc<CachedToken>),
    /// Take the error: the last fetch failed a moment ago.
    Paused(CredentialError),
    /// Wait for the fetch that is under way.
    Waits(Flight),
}

impl Slot {
    pub(super) fn new(request: TokenRequest, environment: Arc<Environment>) -> Self {
        Self { request, environment, snapshot: ArcSwapOption::empty(), state: Mutex::default() }
    }

    pub(super) const fn request(&self) -> &TokenRequest {
        &self.request
    }

    pub(super) fn environment(&self) -> &Environment {
        &self.environment
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.environment.clock
    }

    /// The warm path.
    pub(super) fn current(self: &Arc<Self>, min_validity: Duration) -> Option<TokenGuard> {
        let token = TokenGuard::new(self.snapshot.load())?;
        if token.is_unlimited() {
            return Some(token);
        }
        let now = self.environment.now();
        let left = token.left(now);
        if !token.serves(min_validity, left) {
            return None;
        }
        if token.is_to_be_renewed(left) {
            self.renew(now);
        }
        Some(token)
    }

    /// The way of a caller who found no token.
    pub(super) fn join(self: &Arc<Self>, min_validity: Duration) -> Join {
        let now = self.environment.now();
        let mut state = self.lock();
        let mut has_expired = false;
        if let Some(token) = self.snapshot.load_full() {
            let left = token.left(now);
            if token.serves(min_validity, left) {
                return Join::Served(token);
            }
            has_expired = left.is_zero() && token.lived() && state.told_expired < token.generation();
            if has_expired {
                state.told_expired = token.generation();
            }
        }
        let (join, fetch) = if let Some(flight) = state.flight_at(now) {
            (Join::Waits(flight.clone()), None)
        } else if let Some(error) = state.failure_at(now) {
            (Join::Paused(error.clone()), None)
        } else {
            let (flight, fetch) = self.start(&mut state, now);
            (Join::Waits(flight), Some(fetch))
        };
        drop(state);
        if has_expired {
            self.environment.tell(&self.request, TokenChange::Expired);
        }
        if let Some(fetch) = fetch {
            fetch.spawn();
        }
        join
    }

    /// Starts a fetch for which nobody waits, unless one is under way or the last one failed a moment ago.
    #[cold]
    fn renew(self: &Arc<Self>, now: Moment) {
        let mut state = self.lock();
        let is_due = self.snapshot.load().as_ref().is_some_and(|token| token.is_to_be_renewed(token.left(now)));
        if !is_due || state.flight_at(now).is_some() || state.failure_at(now).is_some() {
            return;
        }
        let (_, fetch) = self.start(&mut state, now);
        drop(state);
        fetch.spawn();
    }

    /// Notes a new fetch as under way. It is to be spawned once the lock is free: the spawner may drop it at once.
    fn start(self: &Arc<Self>, state: &mut State, now: Moment) -> (Flight, Fetch) {
        state.flights += 1;
        let (flight, fetch) = Fetch::new(self.clone(), state.flights, now);
        state.flight = Some(flight.clone());
        // Who uses the token meanwhile does not look here again.
        self.renew_below(Duration::ZERO);
        (flight, fetch)
    }

    /// Takes over what a fetch brought; `None` when another one was started since, because this one had overrun.
    pub(super) fn land(
        &self,
        number: u64,
        asked: Moment,
        answer: Result<&AccessToken, CredentialError>,
    ) -> Option<Result<Arc<CachedToken>, CredentialError>> {
        let now = self.environment.now();
        let mut state = self.lock();
        state.flight.take_if(|flight| flight.number() == number)?;
        let arrived = answer.and_then(|token| {
            CachedToken::arrived(token, state.generation + 1, self.environment.default_lifetime, asked, now)
        });
        Some(match arrived {
            Ok(token) => Ok(self.arrived(state, token)),
            Err(error) => {
                self.failed(state, &error, now);
                Err(error)
            }
        })
    }

    fn arrived(&self, mut state: MutexGuard<'_, State>, token: CachedToken) -> Arc<CachedToken> {
        let is_first = state.generation == 0 || state.told_sign_in;
        state.generation = token.generation();
        state.failure = None;
        state.backoff = Backoff::default();
        state.told_sign_in = false;
        let token = Arc::new(token);
        self.snapshot.store(Some(token.clone()));
        drop(state);
        observe::fetched(&token);
        self.environment.tell(&self.request, if is_first { TokenChange::SignedIn } else { TokenChange::Refreshed });
        token
    }

    fn failed(&self, mut state: MutexGuard<'_, State>, error: &CredentialError, now: Moment) {
        let pause = state.backoff.failed(error);
        state.failure = Some((error.clone(), now.monotonic + pause));
        if let Some(token) = &*self.snapshot.load() {
            // As long as the pause lasts, who uses the token does not look here again.
            self.renew_below(token.left(now).saturating_sub(pause));
        }
        let needs_sign_in = error.kind() == CredentialErrorKind::SignInRequired;
        let is_news = needs_sign_in && !state.told_sign_in;
        state.told_sign_in |= needs_sign_in;
        drop(state);
        observe::failed(error, pause);
        if is_news {
            self.environment.tell(&self.request, TokenChange::SignInRequired(error.clone()));
        }
    }

    /// Compare and invalidate.
    pub(super) fn invalidate(&self, generation: u64) {
        let now = self.environment.now();
        let mut state = self.lock();
        let snapshot = self.snapshot.load();
        let Some(token) = snapshot.as_ref().filter(|token| token.generation() == generation) else {
            return observe::invalidated(&self.request, generation, "late");
        };
        if !state.refusals.allow(token.age(now), now) {
            return observe::invalidated(&self.request, generation, "too many");
        }
        state.invalidated = generation;
        self.snapshot.store(None);
        observe::invalidated(&self.request, generation, "done");
    }

    pub(super) fn is_invalidated(&self, token: &CachedToken) -> bool {
        token.generation() <= self.lock().invalidated
    }

    pub(super) fn forget_failure(self: &Arc<Self>) {
        let mut state = self.lock();
        state.backoff = Backoff::default();
        if state.failure.take().is_some() && state.flight.is_none() {
            self.renew_below(Duration::MAX);
        }
    }

    /// Whether it is worth to be kept when nobody holds it.
    pub(super) fn is_alive(&self) -> bool {
        let now = self.environment.now();
        let has_token = self.snapshot.load().as_ref().is_some_and(|token| !token.left(now).is_zero());
        has_token || self.lock().failure_at(now).is_some()
    }

    pub(super) fn state(&self) -> TokenState {
        let now = self.environment.now();
        let state = self.lock();
        let left = self.snapshot.load().as_ref().map_or(Duration::ZERO, |token| token.left(now));
        match (&state.failure, state.flight_at(now)) {
            (failure, _) if !left.is_zero() => TokenState::Valid {
                expires_in: (left != Duration::MAX).then_some(left),
                error: failure.as_ref().map(|(error, _)| error.clone()),
            },
            (_, Some(_)) => TokenState::Fetching,
            (None, None) => TokenState::Empty,
            (Some((error, until)), None) => {
                let retry_in = until.saturating_sub(now.monotonic);
                TokenState::Failed { error: error.clone(), retry_in }
            }
        }
    }

    /// Puts the same token in place, to be renewed at another time. The state is locked by the caller.
    fn renew_below(&self, left: Duration) {
        if let Some(token) = &*self.snapshot.load() {
            self.snapshot.store(Some(Arc::new(token.renewed_below(left))));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The fetch that is under way, unless it has overrun: then whatever ran it has ceased to.
    fn flight_at(&self, now: Moment) -> Option<&Flight> {
        self.flight.as_ref().filter(|flight| !flight.is_overdue(now))
    }

    fn failure_at(&self, now: Moment) -> Option<&CredentialError> {
        self.failure.as_ref().filter(|(_, until)| now.monotonic < *until).map(|(error, _)| error)
    }
}
