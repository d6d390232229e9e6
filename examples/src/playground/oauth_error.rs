use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

/// An error of the token endpoint (RFC 6749 section 5.2), or one that an authorization ends in (section 4.1.2.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct OAuthError {
    code: &'static str,
    description: &'static str,
}

impl OAuthError {
    /// An error with this code, and what to tell a developer.
    pub(super) const fn new(code: &'static str, description: &'static str) -> Self {
        Self { code, description }
    }

    pub(super) const fn code(&self) -> &'static str {
        self.code
    }

    pub(super) const fn description(&self) -> &'static str {
        self.description
    }

    /// Who the client is could not be established.
    pub(super) const fn invalid_client(description: &'static str) -> Self {
        Self { code: "invalid_client", description }
    }

    /// The code, device code or refresh token is unknown, used, expired or of another client.
    pub(super) const fn invalid_grant(description: &'static str) -> Self {
        Self { code: "invalid_grant", description }
    }

    /// The request is malformed.
    pub(super) const fn invalid_request(description: &'static str) -> Self {
        Self { code: "invalid_request", description }
    }

    /// None of the scopes that were asked for can be granted.
    pub(super) const fn invalid_scope(description: &'static str) -> Self {
        Self { code: "invalid_scope", description }
    }

    /// The token was asked for a resource that is not known here (RFC 8707 section 2).
    pub(super) const fn invalid_target(description: &'static str) -> Self {
        Self { code: "invalid_target", description }
    }

    /// No token could be made; a mistake of the server.
    pub(super) const fn server_error(description: &'static str) -> Self {
        Self { code: "server_error", description }
    }

    /// The `grant_type` is not one of those that are served.
    pub(super) const fn unsupported_grant_type(description: &'static str) -> Self {
        Self { code: "unsupported_grant_type", description }
    }

    fn status(&self) -> StatusCode {
        match self.code {
            "invalid_client" => StatusCode::UNAUTHORIZED,
            "server_error" => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.code, "error_description": self.description }));
        let mut response = (self.status(), no_store(), body).into_response();
        if self.status() == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static(r#"Basic realm="playground", charset="UTF-8""#);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// What the token endpoint says must not be kept (RFC 6749 section 5.1).
pub(super) const fn no_store() -> [(header::HeaderName, HeaderValue); 2] {
    [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::PRAGMA, HeaderValue::from_static("no-cache")),
    ]
}
