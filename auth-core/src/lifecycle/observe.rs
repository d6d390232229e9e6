//! What the token cache tells of itself, through the facades `tracing` and `metrics`. No secret gets here: a request, an
//! error's message and a generation.

use std::time::Duration;

use super::cached_token::CachedToken;
use crate::{CredentialError, TokenRequest};

#[cfg(feature = "tracing")]
pub(super) fn fetch<F: Future>(task: F, request: &TokenRequest) -> impl Future<Output = F::Output> + use<F> {
    use tracing::Instrument;

    let scopes = request.scopes().map(tracing::field::display);
    task.instrument(tracing::info_span!("token_fetch", scopes, audience = request.audience()))
}

#[cfg(not(feature = "tracing"))]
pub(super) fn fetch<F: Future>(task: F, _request: &TokenRequest) -> F {
    task
}

pub(super) fn fetched(token: &CachedToken) {
    #[cfg(feature = "tracing")]
    tracing::debug!(
        generation = token.generation(),
        scopes = token.scopes().map(tracing::field::display),
        "token fetched"
    );
    #[cfg(feature = "metrics")]
    metrics::counter!("auth_token_fetches_total", "outcome" => "success").increment(1);
    _ = token;
}

pub(super) fn failed(error: &CredentialError, pause: Duration) {
    #[cfg(feature = "tracing")]
    tracing::warn!(kind = ?error.kind(), %error, ?pause, "token fetch failed; no other until the pause is over");
    #[cfg(feature = "metrics")]
    metrics::counter!("auth_token_fetches_total", "outcome" => "failure", "kind" => format!("{:?}", error.kind()))
        .increment(1);
    _ = (error, pause);
}

pub(super) fn invalidated(request: &TokenRequest, generation: u64, outcome: &'static str) {
    #[cfg(feature = "tracing")]
    tracing::debug!(scopes = request.scopes().map(tracing::field::display), generation, outcome, "token invalidated");
    #[cfg(feature = "metrics")]
    metrics::counter!("auth_token_invalidations_total", "outcome" => outcome).increment(1);
    _ = (request, generation, outcome);
}
