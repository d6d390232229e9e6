//! What a user is told when something does not work, most of all because the user did not agree to it.

use std::sync::Arc;

use auth_core::CredentialErrorKind;
use auth_reqwest::{Error, Refusal, oauth::web::WebSignIn};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use http::{Method, StatusCode};

use crate::views;

/// Why a handler has no page. The `?` of a handler makes one of any error of a client.
#[derive(Clone)]
pub(crate) struct Refused(Arc<Error>);

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(Arc::new(error.into()))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = StatusCode::BAD_GATEWAY.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Makes a page of what a handler was refused, now that it is known where the user wanted to go.
pub(crate) async fn explain(State(sign_in): State<WebSignIn>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // What was posted to is no page; the one above it is.
    let page = if request.method() == Method::GET { path } else { path.rsplit_once('/').map_or("/", |(page, _)| page) };
    let again = sign_in.sign_in_path(page);
    let response = next.run(request).await;
    match response.extensions().get::<Refused>() {
        Some(Refused(error)) => page_of(error, &again),
        None => response,
    }
}

fn page_of(error: &Error, again: &str) -> Response {
    match error {
        Error::Refused(Refusal::MissingScopes { missing, .. }) => {
            let missing: Vec<&str> = missing.scopes().iter().map(|scope| scope.name()).collect();
            (StatusCode::FORBIDDEN, views::missing(&missing.join(" "), again)).into_response()
        }
        Error::GrantedLess { missing, .. } => {
            (StatusCode::FORBIDDEN, views::missing(&missing.to_string(), again)).into_response()
        }
        // The session was revoked, or its refresh token has expired.
        Error::Credential(error) if error.kind() == CredentialErrorKind::SignInRequired => {
            Redirect::to(again).into_response()
        }
        Error::Response(response) if response.status() == StatusCode::NOT_FOUND => {
            (StatusCode::NOT_FOUND, views::not_found()).into_response()
        }
        error => {
            anstream::eprintln!("{error}");
            (StatusCode::BAD_GATEWAY, views::failure()).into_response()
        }
    }
}
