use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwapOption;
use auth_core::{
    CredentialError, CredentialErrorKind,
    lifecycle::{TokenGuard, TokenSource},
};
use tokio::sync::Mutex;

use super::step_up::{Demand, Need, StepUp};

/// What requests are sent with: the token that was asked for when the client was built, or what stepping up obtained.
#[derive(Clone)]
pub(super) struct Tokens {
    base: TokenSource,
    stepping: Option<Arc<Stepping>>,
}

struct Stepping {
    policy: Arc<dyn StepUp>,
    elevated: ArcSwapOption<Elevated>,
    /// How many attempts have ended.
    ended: AtomicU64,
    /// How the last ones did. Locked while one is under way.
    attempts: Mutex<VecDeque<Attempt>>,
}

/// What stepping up obtained.
struct Elevated {
    source: TokenSource,
    /// How often the tokens before it had been cleared by then. When they are once more, someone has signed out.
    cleared: u64,
}

struct Attempt {
    /// One more than how many had ended before it.
    number: u64,
    need: Need,
    outcome: Result<Outcome, CredentialError>,
}

/// How many attempts are remembered, for requests that wait with a need of their own.
const ATTEMPTS: usize = 16;

/// What a step-up came to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Outcome {
    /// There is another token: the request may be sent again.
    SteppedUp,
    /// There is none.
    Declined,
}

/// What a request is sent with, and when that was decided.
#[derive(Clone, Default)]
pub(super) struct Standing {
    elevated: Option<Arc<Elevated>>,
    ended: u64,
}

/// What one request has had: at most one attempt of its own, and before that the outcomes of others'.
#[derive(Debug, Default)]
pub(super) struct Turns {
    joined: usize,
    taken: bool,
}

/// How often a request is sent again with what others have obtained, before it has its own turn.
const JOINS: usize = 8;

impl Tokens {
    /// Never anything but these.
    pub(super) const fn new(base: TokenSource) -> Self {
        Self { base, stepping: None }
    }

    pub(super) fn with_step_up(self, policy: Arc<dyn StepUp>) -> Self {
        let stepping =
            Stepping { policy, elevated: ArcSwapOption::empty(), ended: AtomicU64::new(0), attempts: Mutex::default() };
        Self { stepping: Some(Arc::new(stepping)), ..self }
    }

    pub(super) const fn base(&self) -> &TokenSource {
        &self.base
    }

    pub(super) fn standing(&self) -> Standing {
        self.stepping.as_deref().map_or_else(Standing::default, |stepping| {
            // Read first: an attempt that ends in between is taken for one that this request does not know of.
            let ended = stepping.ended.load(Ordering::Acquire);
            let elevated = stepping.elevated.load_full().filter(|elevated| {
                let lasts = elevated.cleared == self.base.times_cleared();
                if !lasts {
                    stepping.give_up(elevated);
                }
                lasts
            });
            Standing { elevated, ended }
        })
    }

    pub(super) fn source<'a>(&'a self, standing: &'a Standing) -> &'a TokenSource {
        standing.elevated.as_deref().map_or(&self.base, |elevated| &elevated.source)
    }

    /// A token. When what was stepped up to is not to be had any more, what was there before it serves again.
    pub(super) async fn token(
        &self,
        standing: &mut Standing,
        min_validity: Duration,
    ) -> Result<TokenGuard, CredentialError> {
        let outcome = self.source(standing).token(min_validity).await;
        if let (Err(error), Some(stepping), Some(elevated)) = (&outcome, &self.stepping, &standing.elevated)
            && !may_be_had_later(error)
        {
            stepping.give_up(elevated);
            standing.elevated = None;
            return self.base.token(min_validity).await;
        }
        outcome
    }

    /// Obtains what is needed, unless another request has meanwhile.
    pub(super) async fn step_up(
        &self,
        standing: &Standing,
        turns: &mut Turns,
        min_validity: Duration,
        demand: impl FnOnce(&TokenSource) -> Demand,
    ) -> Result<Outcome, CredentialError> {
        let Some(stepping) = self.stepping.as_deref().filter(|_| !turns.taken) else { return Ok(Outcome::Declined) };
        let mut attempts = stepping.attempts.lock().await;
        // What others have obtained while this request waited is not to be lost.
        let current = self.standing();
        let demand = demand(self.source(&current));
        let has_other = current.ended != standing.ended && !current.is_same(standing);
        if has_other && (turns.joined == 0 || turns.joined < JOINS && demand.is_met()) {
            turns.joined += 1;
            return Ok(Outcome::SteppedUp);
        }
        turns.taken = true;
        let is_for_this = |attempt: &&Attempt| attempt.number > standing.ended && attempt.need == *demand.need();
        if let Some(attempt) = attempts.iter().find(is_for_this)
            && !matches!(attempt.outcome, Ok(Outcome::SteppedUp))
        {
            return attempt.outcome.clone();
        }
        let outcome = self.attempt(stepping, &demand, min_validity).await;
        attempts.truncate(ATTEMPTS - 1);
        attempts.push_front(Attempt {
            number: current.ended + 1,
            need: demand.need().clone(),
            outcome: outcome.clone(),
        });
        stepping.ended.fetch_add(1, Ordering::Release);
        outcome
    }

    async fn attempt(
        &self,
        stepping: &Stepping,
        demand: &Demand,
        min_validity: Duration,
    ) -> Result<Outcome, CredentialError> {
        let Some(source) = stepping.policy.step_up(demand).await? else { return Ok(Outcome::Declined) };
        // Not before: the policy may have signed out of what it replaces.
        let cleared = self.base.times_cleared();
        // What no token can be had from does not replace what is there.
        source.token(min_validity).await?;
        stepping.elevated.store(Some(Arc::new(Elevated { source, cleared })));
        Ok(Outcome::SteppedUp)
    }

    /// Whether it is worth to find out what is needed.
    pub(super) const fn can_step_up(&self) -> bool {
        self.stepping.is_some()
    }
}

impl Stepping {
    fn give_up(&self, elevated: &Arc<Elevated>) {
        self.elevated.compare_and_swap(elevated, None);
    }
}

impl Standing {
    fn is_same(&self, other: &Self) -> bool {
        match (&self.elevated, &other.elevated) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// Not so when the sign-in has ended, or the server no longer grants as much.
fn may_be_had_later(error: &CredentialError) -> bool {
    matches!(error.kind(), CredentialErrorKind::Unavailable | CredentialErrorKind::InvalidResponse)
}
