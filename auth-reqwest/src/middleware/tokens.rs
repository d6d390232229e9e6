use std::{
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
    elevated: ArcSwapOption<TokenSource>,
    /// How many attempts have ended.
    ended: AtomicU64,
    /// How the last one did. Locked while one is under way.
    last: Mutex<Option<Attempt>>,
}

struct Attempt {
    need: Need,
    outcome: Result<Outcome, CredentialError>,
}

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
    elevated: Option<Arc<TokenSource>>,
    ended: u64,
}

/// What one request has left: one attempt of its own, and one in which it joins that of another.
#[derive(Debug, Default)]
pub(super) struct Turns {
    joined: bool,
    taken: bool,
}

impl Tokens {
    /// Never anything but these.
    pub(super) const fn new(base: TokenSource) -> Self {
        Self { base, stepping: None }
    }

    pub(super) fn with_step_up(self, policy: Arc<dyn StepUp>) -> Self {
        let stepping =
            Stepping { policy, elevated: ArcSwapOption::empty(), ended: AtomicU64::new(0), last: Mutex::default() };
        Self { stepping: Some(Arc::new(stepping)), ..self }
    }

    pub(super) const fn base(&self) -> &TokenSource {
        &self.base
    }

    pub(super) fn standing(&self) -> Standing {
        self.stepping.as_deref().map_or_else(Standing::default, |stepping| {
            // Read first: an attempt that ends in between is taken for one that this request does not know of.
            let ended = stepping.ended.load(Ordering::Acquire);
            Standing { elevated: stepping.elevated.load_full(), ended }
        })
    }

    pub(super) fn source<'a>(&'a self, standing: &'a Standing) -> &'a TokenSource {
        standing.elevated.as_deref().unwrap_or(&self.base)
    }

    /// A token. When a sign-in that was stepped up to has ended, what was there before it serves again.
    pub(super) async fn token(
        &self,
        standing: &mut Standing,
        min_validity: Duration,
    ) -> Result<TokenGuard, CredentialError> {
        let outcome = self.source(standing).token(min_validity).await;
        if let (Err(error), Some(stepping), Some(elevated)) = (&outcome, &self.stepping, &standing.elevated)
            && error.kind() == CredentialErrorKind::SignInRequired
        {
            stepping.elevated.compare_and_swap(elevated, None);
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
        let demand = demand(self.source(standing));
        let mut last = stepping.last.lock().await;
        let is_late = stepping.ended.load(Ordering::Acquire) != standing.ended;
        let has_other = !is_same(stepping.elevated.load().as_ref(), standing.elevated.as_ref());
        if is_late && has_other && !turns.joined {
            turns.joined = true;
            return Ok(Outcome::SteppedUp);
        }
        turns.taken = true;
        if let Some(attempt) = last.as_ref().filter(|attempt| is_late && attempt.need == *demand.need())
            && !matches!(attempt.outcome, Ok(Outcome::SteppedUp))
        {
            return attempt.outcome.clone();
        }
        let outcome = stepping.attempt(&demand, min_validity).await;
        *last = Some(Attempt { need: demand.need().clone(), outcome: outcome.clone() });
        stepping.ended.fetch_add(1, Ordering::Release);
        outcome
    }

    /// Whether it is worth to find out what is needed.
    pub(super) const fn can_step_up(&self) -> bool {
        self.stepping.is_some()
    }
}

impl Stepping {
    async fn attempt(&self, demand: &Demand, min_validity: Duration) -> Result<Outcome, CredentialError> {
        let Some(source) = self.policy.step_up(demand).await? else { return Ok(Outcome::Declined) };
        // What no token can be had from does not replace what is there.
        source.token(min_validity).await?;
        self.elevated.store(Some(Arc::new(source)));
        Ok(Outcome::SteppedUp)
    }
}

fn is_same(one: Option<&Arc<TokenSource>>, other: Option<&Arc<TokenSource>>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        _ => false,
    }
}
