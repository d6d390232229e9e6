//! What an operator is told: what changes, and not what stays as it is.

use std::{
    io::{self, Write as _},
    time::{Duration, Instant},
};

use auth_core::{
    TokenRequest,
    lifecycle::{TokenChange, TokenEvent, TokenState},
};
use auth_reqwest::Error;

use crate::failure::with_causes;

pub(crate) struct Log {
    start: Instant,
    rounds: usize,
    failed: usize,
    renewed: usize,
    outcome: String,
    health: &'static str,
}

impl Log {
    pub(crate) fn start() -> Self {
        Self { start: Instant::now(), rounds: 0, failed: 0, renewed: 0, outcome: String::new(), health: "" }
    }

    /// A line, with the seconds since the start.
    pub(crate) fn line(&mut self, text: &str) {
        // Whoever reads it may have gone; the work goes on.
        _ = writeln!(io::stdout(), "{:6.1} s  {text}", self.start.elapsed().as_secs_f64());
    }

    pub(crate) const fn rounds(&self) -> usize {
        self.rounds
    }

    /// What came of a round, if it is not what came of the one before.
    pub(crate) fn round(&mut self, outcome: Result<String, Error>) {
        self.rounds += 1;
        let outcome = match outcome {
            Ok(found) => found,
            Err(error) => {
                self.failed += 1;
                // What caused it is told with the health.
                format!("round failed: {error}")
            }
        };
        if outcome != self.outcome {
            self.line(&outcome);
            self.outcome = outcome;
        }
    }

    /// What happened to a token.
    pub(crate) fn event(&mut self, event: &TokenEvent) {
        let scopes = event.request.scopes().map_or_else(|| "the server's choice".to_owned(), ToString::to_string);
        let text = match &event.change {
            TokenChange::SignedIn => format!("token: signed in, for {scopes}"),
            TokenChange::Refreshed => {
                self.renewed += 1;
                format!("token: renewed; {} rounds so far, {} failed", self.rounds, self.failed)
            }
            TokenChange::Expired => "token: ended before there was another one".to_owned(),
            TokenChange::SignInRequired(error) => format!("token: someone has to see to it: {}", with_causes(error)),
            other => format!("token: {other:?}"),
        };
        self.line(&text);
    }

    /// What a health check would answer, if it is not what it would have answered before.
    pub(crate) fn health(&mut self, state: &[(TokenRequest, TokenState)]) {
        for (_, state) in state {
            let (health, detail) = health(state);
            if health != self.health {
                self.health = health;
                self.line(&format!("health: {health}{detail}"));
            }
        }
    }

    pub(crate) fn end(&mut self) {
        let Self { rounds, failed, renewed, .. } = *self;
        self.line(&format!("done: {rounds} rounds, {failed} failed; the token was renewed {renewed} times"));
    }
}

/// In a word, and what there is to add.
fn health(state: &TokenState) -> (&'static str, String) {
    match state {
        TokenState::Valid { error: None, .. } => ("good", String::new()),
        TokenState::Valid { error: Some(error), expires_in, .. } => {
            let left = expires_in.unwrap_or(Duration::MAX).as_secs_f64();
            (
                "at risk",
                format!(": the token lives for {left:.1} s more, and cannot be renewed: {}", with_causes(error)),
            )
        }
        TokenState::Failed { error, retry_in, .. } => {
            let wait = retry_in.as_secs_f64();
            ("bad", format!(": there is no token, next attempt in {wait:.1} s: {}", with_causes(error)))
        }
        TokenState::Fetching => ("waiting for a token", String::new()),
        _ => ("idle", String::new()),
    }
}
