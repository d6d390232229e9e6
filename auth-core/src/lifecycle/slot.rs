use std::{
    mem,
    sync::{
        Arc, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{
    backoff::Backoff,
    cached_token::{CachedToken, TokenGuard},
    clock::{Clock, Moment},
    environment::Environment,
    event::TokenChange,
    fetch::{Fetch, Flight, Landing},
    observe::{self, Invalidation},
    refusals::Refusals,
    state::TokenState,
    sync::{ArcSwapOption, Mutex, MutexGuard},
};
use crate::{AccessToken, CredentialError, CredentialErrorKind, TokenRequest};

/// After how long a renewal is tried again that could not be begun, where there is no runtime.
const ABANDONED: Duration = Duration::from_secs(1);

/// The place of one token: the snapshot that callers read, and what is known about getting the next one.
///
/// The snapshot is written under the lock of the state only, so that the two agree.
pub(super) struct Slot {
    request: TokenRequest,
    environment: Arc<Environment>,
    snapshot: ArcSwapOption<CachedToken>,
    state: Mutex<State>,
    /// How often everything was forgotten.
    cleared: AtomicU64,
}

#[derive(Default)]
struct State {
    /// The fetch that is under way, and how many there have been.
    flight: Option<(Flight, Landing)>,
    flights: u64,
    /// The generation of the newest token, and of the newest that the server refused.
    generation: u64,
    invalidated: u64,
    /// Why the last fetch failed, and until when no other is started.
    failure: Option<(CredentialError, Duration)>,
    backoff: Backoff,
    refusals: Refusals,
    /// What has been told: that someone is signed in or has to, and the generation that expired.
    is_signed_in: bool,
    told_sign_in: bool,
    told_expired: u64,
}

/// What a caller without a token is to do.
pub(super) enum Join {
    /// Take the token: it arrived in the meantime.
    Served(Arc<CachedToken>),
    /// Take the error: the last fetch failed a moment ago.
    Paused(CredentialError),
    /// Wait for the fetch that is under way, but not for longer than this.
    Waits(Flight, Duration),
}

impl Slot {
    pub(super) fn new(request: TokenRequest, environment: Arc<Environment>) -> Self {
        Self {
            request,
            environment,
            snapshot: ArcSwapOption::empty(),
            state: Mutex::default(),
            cleared: AtomicU64::new(0),
        }
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
        let (needed, left) = (token.needed(min_validity), token.left(now));
        if left.is_zero() || left < needed {
            return None;
        }
        if token.is_to_be_renewed(needed, left) {
            self.renew(needed, now);
        }
        Some(token)
    }

    /// The way of a caller who found no token.
    pub(super) fn join(self: &Arc<Self>, min_validity: Duration) -> Join {
        let now = self.environment.now();
        let mut state = self.lock();
        let mut patience = Duration::MAX;
        if let Some(token) = self.snapshot.load_full() {
            let left = token.left(now);
            if !left.is_zero() && left >= token.needed(min_validity) {
                return Join::Served(token);
            }
            if left.is_zero() && token.lived() && state.told_expired < token.generation() {
                state.told_expired = token.generation();
                self.tell(&state, TokenChange::Expired);
            }
            if !left.is_zero() {
                // Sooner or later the present token has to do, and it is better sent while it lives.
                patience = left / 2;
            }
        }
        let (join, fetch) = if let Some(flight) = state.flight_at(now) {
            (Join::Waits(flight.clone(), patience), None)
        } else if let Some(error) = state.failure_at(now) {
            (Join::Paused(error.clone()), None)
        } else {
            let (flight, fetch) = self.start(&mut state, now);
            (Join::Waits(flight, patience), Some(fetch))
        };
        drop(state);
        if let Some(fetch) = fetch {
            fetch.spawn(false);
        }
        join
    }

    /// Starts a fetch for which nobody waits, unless one is under way or the last one failed a moment ago.
    #[cold]
    pub(super) fn renew(self: &Arc<Self>, needed: Duration, now: Moment) {
        let mut state = self.lock();
        let is_due = self.snapshot.load().as_ref().is_some_and(|token| token.is_to_be_renewed(needed, token.left(now)));
        if !is_due || state.flight_at(now).is_some() || state.failure_at(now).is_some() {
            return;
        }
        let (_, fetch) = self.start(&mut state, now);
        drop(state);
        fetch.spawn(true);
    }

    /// Notes a new fetch as under way. It is to be spawned once the lock is free: the spawner may drop it at once.
    fn start(self: &Arc<Self>, state: &mut State, now: Moment) -> (Flight, Fetch) {
        state.flights += 1;
        let (flight, landing, fetch) = Fetch::new(self.clone(), state.flights, now);
        self.rest_for(flight.left(now), now);
        state.flight = Some((flight.clone(), landing));
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
        state.flight.take_if(|(flight, _)| flight.number() == number)?;
        let arrived = answer.and_then(|token| {
            CachedToken::arrived(token, state.generation + 1, self.environment.default_lifetime, asked, now)
        });
        let took = now.monotonic.saturating_sub(asked.monotonic);
        Some(match arrived {
            Ok(token) => Ok(self.arrived(state, token, now, took)),
            Err(error) => {
                self.failed(state, &error, now, took);
                Err(error)
            }
        })
    }

    fn arrived(
        &self,
        mut state: MutexGuard<'_, State>,
        token: CachedToken,
        now: Moment,
        took: Duration,
    ) -> Arc<CachedToken> {
        let is_first = !state.is_signed_in;
        if let Some(before) = &*self.snapshot.load() {
            state.refusals.became(before.age(now));
        }
        state.generation = token.generation();
        state.failure = None;
        state.backoff = Backoff::default();
        (state.is_signed_in, state.told_sign_in) = (true, false);
        let token = Arc::new(token);
        self.snapshot.store(Some(token.clone()));
        self.tell(&state, if is_first { TokenChange::SignedIn } else { TokenChange::Refreshed });
        drop(state);
        observe::fetched(&token, took);
        token
    }

    fn failed(&self, mut state: MutexGuard<'_, State>, error: &CredentialError, now: Moment, took: Duration) {
        let pause = state.backoff.failed(error);
        state.failure = Some((error.clone(), now.monotonic + pause));
        self.rest_for(pause, now);
        let needs_sign_in = error.kind() == CredentialErrorKind::SignInRequired;
        let is_news = needs_sign_in && !state.told_sign_in;
        if needs_sign_in {
            (state.is_signed_in, state.told_sign_in) = (false, true);
        }
        if is_news {
            self.tell(&state, TokenChange::SignInRequired(error.clone()));
        }
        drop(state);
        observe::failed(error, took, pause);
    }

    /// Tells what has changed while the state is locked, so that it is told in the order in which it happened.
    fn tell(&self, _locked: &MutexGuard<'_, State>, change: TokenChange) {
        self.environment.tell(&self.request, change);
    }

    /// Compare and invalidate.
    pub(super) fn invalidate(&self, generation: u64) {
        let now = self.environment.now();
        let mut state = self.lock();
        let age = match &*self.snapshot.load() {
            Some(token) if token.generation() == generation => Some(token.age(now)),
            _ => None,
        };
        let invalidation = match age {
            None => Invalidation::Late,
            Some(age) if state.refusals.allow(age, now) => {
                state.invalidated = generation;
                self.snapshot.store(None);
                Invalidation::Done
            }
            Some(_) => Invalidation::TooMany,
        };
        drop(state);
        observe::invalidated(&self.request, generation, invalidation);
    }

    /// A renewal in the background has been given up before it began.
    pub(super) fn abandon(&self, number: u64) {
        let now = self.environment.now();
        let mut state = self.lock();
        if state.flight.take_if(|(flight, _)| flight.number() == number).is_some() {
            self.rest_for(ABANDONED, now);
        }
    }

    pub(super) fn is_invalidated(&self, token: &CachedToken) -> bool {
        token.generation() <= self.lock().invalidated
    }

    /// Whether the token has ended since it arrived.
    pub(super) fn has_ended(&self, token: &CachedToken) -> bool {
        token.lived() && token.left(self.environment.now()).is_zero()
    }

    pub(super) fn forget_failure(self: &Arc<Self>) {
        let now = self.environment.now();
        let mut state = self.lock();
        state.backoff = Backoff::default();
        if state.failure.take().is_some() && state.flight.is_none() {
            self.rest_for(Duration::ZERO, now);
        }
    }

    pub(super) fn times_cleared(&self) -> u64 {
        self.cleared.load(Ordering::Acquire)
    }

    /// Forgets everything; what is being fetched will not be taken over.
    pub(super) fn clear(self: &Arc<Self>) {
        let mut state = self.lock();
        let new = State {
            flights: state.flights,
            generation: state.generation,
            invalidated: state.generation,
            ..State::default()
        };
        let old = mem::replace(&mut *state, new);
        let had_token = self.snapshot.load().is_some();
        self.snapshot.store(None);
        self.cleared.fetch_add(1, Ordering::Release);
        if had_token || old.is_signed_in {
            self.tell(&state, TokenChange::SignedOut);
        }
        drop(state);
        if let Some((_, landing)) = old.flight {
            landing.fail(cleared());
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

    /// For so long, who uses the token does not look whether it is to be renewed. The caller has locked the state.
    fn rest_for(&self, pause: Duration, now: Moment) {
        if let Some(token) = &*self.snapshot.load() {
            let until = token.left(now).saturating_sub(pause);
            self.snapshot.store(Some(Arc::new(token.resting_until(until))));
        }
    }

    /// Has everyone wait who needs the lock.
    #[cfg(test)]
    pub(super) fn hold(&self) -> impl Sized {
        self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The fetch that is under way, unless it has overrun: then whatever ran it has ceased to.
    fn flight_at(&self, now: Moment) -> Option<&Flight> {
        self.flight.as_ref().map(|(flight, _)| flight).filter(|flight| !flight.left(now).is_zero())
    }

    fn failure_at(&self, now: Moment) -> Option<&CredentialError> {
        self.failure.as_ref().filter(|(_, until)| now.monotonic < *until).map(|(error, _)| error)
    }
}

fn cleared() -> CredentialError {
    CredentialError::new(
        CredentialErrorKind::Unavailable,
        "the tokens were cleared while this one was being fetched, as when someone signs out",
    )
}
