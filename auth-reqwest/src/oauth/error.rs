//! What an error of the OAuth library means to the caller.

use auth_core::{CredentialError, CredentialErrorKind};
use huskarl::core::{Error, OAuthErrorCode, RetryAdvice};

/// The token endpoint refused, could not be reached, or gave an answer that is none.
pub(super) fn from_token_endpoint(error: Error) -> CredentialError {
    let Some(verdict) = error.verdict() else {
        return without_verdict(error, "no token could be obtained", "the answer of the token endpoint is not usable");
    };
    let code = verdict.code().to_string();
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
    CredentialError::new(kind, message).with_code(&code).with_source(error)
}

/// The metadata could not be fetched, or is not usable.
pub(super) fn from_discovery(issuer: &str, error: Error) -> CredentialError {
    without_verdict(
        error,
        format!("the metadata of `{issuer}` could not be fetched"),
        format!("`{issuer}` has no metadata that can be used"),
    )
}

fn without_verdict(error: Error, unavailable: impl Into<String>, invalid: impl Into<String>) -> CredentialError {
    let answer = match error.retry_advice() {
        RetryAdvice::Retry { after } => {
            let answer = CredentialError::new(CredentialErrorKind::Unavailable, unavailable.into());
            after.into_iter().fold(answer, CredentialError::with_retry_after)
        }
        _ => CredentialError::new(CredentialErrorKind::InvalidResponse, invalid.into()),
    };
    answer.with_source(error)
}
