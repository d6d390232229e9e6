use auth_core::CredentialErrorKind;
use axum::response::{Html, IntoResponse};
use http::{HeaderValue, StatusCode, header};

use crate::oauth::SignInError;

/// Says to a user why nobody is signed in, and offers to try again.
pub(super) fn refusal(error: &SignInError, sign_in: &str) -> impl IntoResponse {
    let (status, text) = match error {
        SignInError::Refused => (StatusCode::FORBIDDEN, "You have not signed in."),
        SignInError::ForeignCallback { .. } => {
            (StatusCode::BAD_REQUEST, "This sign-in was begun too long ago, or in another browser, or has ended.")
        }
        SignInError::InteractionRequired { .. } => (StatusCode::FORBIDDEN, "You have to sign in."),
        SignInError::Credential(error) if error.kind() == CredentialErrorKind::Unavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, "Nobody can sign in at present.")
        }
        _ => (StatusCode::BAD_GATEWAY, "To sign in does not work."),
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not signed in</title>\
         <h1>Not signed in</h1><p>{text} <a href=\"{sign_in}\">Sign in</a></p>"
    );
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    (
        status,
        [
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        ],
        Html(page),
    )
}
