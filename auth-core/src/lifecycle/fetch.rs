use std::{future::poll_fn, pin::pin, sync::Arc, task::Poll, time::Duration};

use tokio::sync::watch;

use super::{
    cached_token::CachedToken,
    clock::{Clock, Moment},
    observe,
    slot::Slot,
};
use crate::{AccessToken, CredentialError, CredentialErrorKind};

/// How much longer than its own limit a fetch is waited for: if it has not ended itself by then, it is not being run.
const GRACE: Duration = Duration::from_secs(1);

type Outcome = Option<Result<Arc<CachedToken>, CredentialError>>;

/// A fetch that is under way, as those see it who wait for it.
#[derive(Clone)]
pub(super) struct Flight {
    number: u64,
    overdue: Duration,
    outcome: watch::Receiver<Outcome>,
}

/// Where a fetch is called off, for those who wait for it.
pub(super) struct Landing(watch::Sender<Outcome>);

impl Landing {
    pub(super) fn fail(&self, error: CredentialError) {
        self.0.send_replace(Some(Err(error)));
    }
}

impl Flight {
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// How long it may still take; zero when it has overrun.
    pub(super) fn left(&self, now: Moment) -> Duration {
        self.overdue.saturating_sub(now.monotonic)
    }

    /// Waits until it has landed, or should have; `None` when patience is at its end before that.
    pub(super) async fn landed(
        mut self,
        clock: &dyn Clock,
        patience: Duration,
    ) -> Option<Result<Arc<CachedToken>, CredentialError>> {
        let left = self.left(clock.now());
        let landed = within(clock, left.min(patience), self.outcome.wait_for(Option::is_some)).await;
        match landed.as_ref().map(|outcome| outcome.as_deref()) {
            Some(Ok(Some(outcome))) => Some(outcome.clone()),
            Some(_) => Some(Err(cut_off())),
            None if patience < left => None,
            None => Some(Err(CredentialError::new(
                CredentialErrorKind::Unavailable,
                "the token was not obtained in time; does the runtime run on which it is being fetched?",
            ))),
        }
    }
}

/// A fetch, as the task that performs it. Dropped before its end, it has failed: because the credential panicked, or
/// because the runtime was shut down. A renewal in the background that was dropped before it began was given up, and no more.
pub(super) struct Fetch {
    slot: Arc<Slot>,
    number: u64,
    outcome: watch::Sender<Outcome>,
    /// Whether it is a renewal in the background that has not begun.
    is_idle: bool,
}

impl Fetch {
    pub(super) fn new(slot: Arc<Slot>, number: u64, now: Moment) -> (Flight, Landing, Self) {
        let (sender, receiver) = watch::channel(None);
        let overdue = now.monotonic.saturating_add(slot.environment().fetch_timeout).saturating_add(GRACE);
        let landing = Landing(sender.clone());
        let fetch = Self { slot, number, outcome: sender, is_idle: false };
        (Flight { number, overdue, outcome: receiver }, landing, fetch)
    }

    /// Runs it as a task of its own: whoever waits for it may leave.
    pub(super) fn spawn(mut self, in_background: bool) {
        self.is_idle = in_background;
        let slot = self.slot.clone();
        let task = observe::fetch(self.run(), slot.request(), in_background);
        slot.environment().spawner.spawn(Box::pin(task));
    }

    async fn run(mut self) {
        self.is_idle = false;
        let environment = self.slot.environment();
        // The token's life is counted from here: it cannot have begun earlier.
        let asked = environment.now();
        let answer = environment.credential.token(self.slot.request());
        let answer = within(&*environment.clock, environment.fetch_timeout, answer).await;
        match answer.unwrap_or_else(|| Err(timed_out(environment.fetch_timeout))) {
            Ok(token) => self.land(asked, Ok(&token)),
            Err(error) => self.land(asked, Err(error)),
        }
    }

    /// What is told to those who wait is told after it is in its place: who wakes finds it there.
    fn land(&self, asked: Moment, answer: Result<&AccessToken, CredentialError>) {
        if let Some(outcome) = self.slot.land(self.number, asked, answer) {
            self.outcome.send_replace(Some(outcome));
        }
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        if self.is_idle {
            self.slot.abandon(self.number);
        } else if self.outcome.borrow().is_none() {
            self.land(self.slot.environment().now(), Err(cut_off()));
        }
    }
}

fn cut_off() -> CredentialError {
    CredentialError::new(
        CredentialErrorKind::Unavailable,
        "the token fetch did not come to its end: it panicked, or its runtime was shut down",
    )
}

fn timed_out(limit: Duration) -> CredentialError {
    CredentialError::new(CredentialErrorKind::Unavailable, format!("no token was obtained within {limit:?}"))
}

/// The future's output, or `None` when the time is up.
async fn within<F: Future>(clock: &dyn Clock, limit: Duration, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut limit = clock.sleep(limit);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}
