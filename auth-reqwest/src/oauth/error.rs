//! What an error of the OAuth library means to the caller.

use std::{error, iter};

use auth_core::{CredentialError, CredentialErrorKind};
use huskarl::{
    core::{self, OAuthErrorCode, RetryAdvice, jwt::validator::JwtValidationError},
    token::id_token::IdTokenValidationError,
};
use reqwest::Url;
use thiserror::Error;

use crate::origin;

/// The token endpoint refused, could not be reached, or gave an answer that is none.
pub(super) fn from_token_endpoint(error: &core::Error) -> CredentialError {
    from_server(error, "no token could be obtained", "the answer of the token endpoint is not usable")
}

/// Another endpoint did: what that means when it did not refuse is for the caller to say.
pub(super) fn from_server(error: &core::Error, unavailable: &'static str, invalid: &'static str) -> CredentialError {
    let Some(verdict) = error.verdict() else {
        return without_verdict(error, unavailable, invalid);
    };
    let code = verdict.code().to_string();
    if may_work_later(error) {
        return without_verdict(error, unavailable, invalid).with_code(&code);
    }
    let (kind, message) = match verdict.code() {
        OAuthErrorCode::InvalidClient | OAuthErrorCode::UnauthorizedClient => (
            CredentialErrorKind::Rejected,
            "the authorization server refused the client: check its id, secret and flows",
        ),
        OAuthErrorCode::InvalidGrant => (CredentialErrorKind::Rejected, "the authorization server refused the grant"),
        OAuthErrorCode::InvalidScope => {
            (CredentialErrorKind::InvalidRequest, "the authorization server refused the scopes that were asked for")
        }
        OAuthErrorCode::InvalidTarget | OAuthErrorCode::InvalidResource => {
            (CredentialErrorKind::InvalidRequest, "the authorization server refused the resource or audience")
        }
        _ => (CredentialErrorKind::InvalidRequest, "the authorization server refused the request"),
    };
    CredentialError::new(kind, message).with_code(&code).with_source(Cause::of(error))
}

/// The registration endpoint refused (RFC 7591 section 3.2.2), could not be reached, or gave an answer that is none.
pub(super) fn from_registration(error: &core::Error) -> CredentialError {
    let (unavailable, invalid) =
        ("the client could not be registered", "the answer of the registration endpoint is not usable");
    let Some(verdict) = error.verdict() else { return without_verdict(error, unavailable, invalid) };
    let code = verdict.code().to_string();
    if may_work_later(error) {
        return without_verdict(error, unavailable, invalid).with_code(&code);
    }
    let (kind, message) = match code.as_str() {
        "invalid_token" => (CredentialErrorKind::Rejected, "the server refused the initial access token"),
        "invalid_software_statement" | "unapproved_software_statement" => {
            (CredentialErrorKind::Rejected, "the server refused the software statement")
        }
        _ => (CredentialErrorKind::InvalidRequest, "the server refused to register this client"),
    };
    CredentialError::new(kind, message).with_code(&code).with_source(Cause::of(error))
}

/// An ID token is not what it should be, or the keys to check it with could not be fetched.
pub(super) fn from_id_token(error: IdTokenValidationError) -> CredentialError {
    let error = match error {
        IdTokenValidationError::Jwt { source: JwtValidationError::Signature { source } } => core::Error::from(source),
        error => core::Error::new(RetryAdvice::No, error),
    };
    without_verdict(&error, "the server's keys could not be fetched", "the ID token is not valid")
}

/// The metadata could not be fetched, or is not usable.
pub(super) fn from_discovery(issuer: &str, error: &core::Error) -> CredentialError {
    without_verdict(
        error,
        format!("the metadata of `{issuer}` could not be fetched"),
        format!("`{issuer}` has no metadata that can be used"),
    )
}

/// What the server says in words of its own of a state that passes: `temporarily_unavailable`, `server_error`.
fn may_work_later(error: &core::Error) -> bool {
    matches!(error.retry_advice(), RetryAdvice::Retry { .. })
}

fn without_verdict(error: &core::Error, unavailable: impl Into<String>, invalid: impl Into<String>) -> CredentialError {
    let unavailable = || CredentialError::new(CredentialErrorKind::Unavailable, unavailable.into());
    let answer = match error.retry_advice() {
        RetryAdvice::Retry { after } => after.into_iter().fold(unavailable(), CredentialError::with_retry_after),
        // Not safe to repeat as it is, since the server may have seen it; but the next attempt may succeed.
        _ if causes(error).any(is_of_transport) => unavailable(),
        _ => CredentialError::new(CredentialErrorKind::InvalidResponse, invalid.into()),
    };
    answer.with_source(Cause::of(error))
}

/// Whether it is that the request or its answer was lost, on whichever level of the OAuth library.
fn is_of_transport(cause: &(dyn error::Error + 'static)) -> bool {
    let inner = cause.downcast_ref::<core::Error>();
    cause.is::<reqwest::Error>() || inner.is_some_and(|inner| causes(inner).any(is_of_transport))
}

/// What the OAuth library says, without what it quotes of an answer that it could not read, where there may be a token, and
/// without the query of a URL.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct Cause(String);

impl Cause {
    pub(super) fn of(error: &core::Error) -> Self {
        let texts = causes(error).map(|cause| match cause.downcast_ref::<serde_json::Error>() {
            None => cause.to_string(),
            Some(json) => format!("not the JSON that was expected, at line {} column {}", json.line(), json.column()),
        });
        let text = texts.collect::<Vec<_>>().join(": ");
        Self(urls(error).iter().fold(text, |text, url| text.replace(url.as_str(), &origin::shown(url.as_str()))))
    }
}

/// The URLs that are named, on whichever level of the OAuth library.
fn urls(error: &core::Error) -> Vec<Url> {
    let named = |cause: &(dyn error::Error + 'static)| match (cause.downcast_ref(), cause.downcast_ref()) {
        (Some(inner), _) => urls(inner),
        (_, Some(error)) => reqwest::Error::url(error).cloned().into_iter().collect(),
        _ => Vec::new(),
    };
    causes(error).flat_map(named).collect()
}

/// huskarl's error shows its cause as its own, so the cause is not in the chain; it is what stands for it here.
fn causes(error: &core::Error) -> impl Iterator<Item = &(dyn error::Error + 'static)> {
    iter::once(error.cause()).chain(error.chain().skip(1))
}
