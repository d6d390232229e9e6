//! What the token cache tells of itself, through the facades `tracing` and `metrics`. No secret gets here: a request, an
//! error's message and a generation. The names are in the page of the module.

use std::time::Duration;

use super::cached_token::CachedToken;
use crate::{CredentialError, TokenRequest};

/// The span of a fetch. It follows from what the caller does and is not a part of it: it may well outlive that.
#[cfg(feature = "tracing")]
pub(super) fn fetch<F: Future>(
    task: F,
    request: &TokenRequest,
    in_background: bool,
) -> impl Future<Output = F::Output> + use<F> {
    use tracing::{Instrument, Span, field::display, info_span};

    let scopes = request.scopes().map(display);
    let span = info_span!(parent: None, "token_fetch", in_background, scopes, audience = request.audience());
    span.follows_from(Span::current());
    task.instrument(span)
}

#[cfg(not(feature = "tracing"))]
pub(super) fn fetch<F: Future>(task: F, _request: &TokenRequest, _in_background: bool) -> F {
    task
}

pub(super) fn fetched(token: &CachedToken, took: Duration) {
    #[cfg(feature = "tracing")]
    {
        let scopes = token.scopes().map(tracing::field::display);
        tracing::debug!(generation = token.generation(), scopes, ?took, "token fetched");
    }
    #[cfg(feature = "metrics")]
    {
        metrics::counter!("auth_token_fetches_total", "outcome" => "fetched").increment(1);
        metrics::histogram!("auth_token_fetch_seconds").record(took);
    }
    _ = (token, took);
}

pub(super) fn failed(error: &CredentialError, took: Duration, pause: Duration) {
    #[cfg(feature = "tracing")]
    {
        let (kind, code) = (tracing::field::debug(error.kind()), error.code());
        tracing::warn!(kind, code, %error, ?took, ?pause, "token fetch failed; no other is started during the pause");
    }
    #[cfg(feature = "metrics")]
    {
        let outcome = format!("{:?}", error.kind());
        metrics::counter!("auth_token_fetches_total", "outcome" => outcome).increment(1);
        metrics::histogram!("auth_token_fetch_seconds").record(took);
    }
    _ = (error, took, pause);
}

/// What became of the word that a token was refused.
#[derive(Clone, Copy)]
pub(super) enum Invalidation {
    Done,
    /// There was another token by then.
    Late,
    /// One fresh token after the other is refused.
    TooMany,
}

pub(super) fn invalidated(request: &TokenRequest, generation: u64, invalidation: Invalidation) {
    let outcome = match invalidation {
        Invalidation::Done => "done",
        Invalidation::Late => "late",
        Invalidation::TooMany => "too_many",
    };
    #[cfg(feature = "tracing")]
    {
        let scopes = request.scopes().map(tracing::field::display);
        tracing::debug!(generation, scopes, outcome, "token refused by the server");
    }
    #[cfg(feature = "metrics")]
    metrics::counter!("auth_token_invalidations_total", "outcome" => outcome).increment(1);
    _ = (request, generation, outcome);
}
