use std::fmt::Write;

use auth_core::{Requirement, ScopeSet};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

/// Why the API refuses a request, and what would help (RFC 6750 section 3).
#[derive(Debug)]
pub(super) enum Challenge {
    /// The key is not known; RFC 6750 has no error code for a scheme that is not its own.
    InvalidKey,
    /// The credentials are given in a way that cannot be right.
    InvalidRequest(&'static str),
    /// The token is not, or no longer, good for anything.
    InvalidToken(&'static str),
    /// The token is good, but not for this.
    InsufficientScope(Requirement),
    /// There are no credentials: the answer says which are taken, and gives no error code.
    NoCredentials,
    /// The token is good, but for another project.
    OtherProject,
}

impl Challenge {
    const fn status(&self) -> StatusCode {
        match self {
            Self::InvalidKey | Self::InvalidToken(_) | Self::NoCredentials => StatusCode::UNAUTHORIZED,
            Self::InvalidRequest(_) => StatusCode::BAD_REQUEST,
            Self::InsufficientScope(_) | Self::OtherProject => StatusCode::FORBIDDEN,
        }
    }

    const fn code(&self) -> Option<&'static str> {
        match self {
            Self::InsufficientScope(_) => Some("insufficient_scope"),
            Self::InvalidRequest(_) => Some("invalid_request"),
            Self::InvalidToken(_) => Some("invalid_token"),
            Self::InvalidKey | Self::NoCredentials | Self::OtherProject => None,
        }
    }

    const fn description(&self) -> &'static str {
        match self {
            Self::InsufficientScope(_) => "the access token lacks a scope",
            Self::InvalidKey => "the API key is not known",
            Self::InvalidRequest(description) | Self::InvalidToken(description) => description,
            Self::NoCredentials => "credentials were not provided",
            Self::OtherProject => "the access token is for another project",
        }
    }

    /// `Bearer realm="playground", error="..", error_description="..", scope=".."`
    fn bearer(&self) -> String {
        let mut challenge = String::from(r#"Bearer realm="playground""#);
        let mut parameter = |name, value: &str| {
            // Writing to a string does not fail; scope names and our own descriptions have no `"` and no `\`.
            _ = write!(challenge, r#", {name}="{value}""#);
        };
        if let Some(code) = self.code() {
            parameter("error", code);
            parameter("error_description", self.description());
        }
        if let Self::InsufficientScope(requirement) = self {
            parameter("scope", &wanted(*requirement));
        }
        challenge
    }
}

impl IntoResponse for Challenge {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(json!({ "detail": self.description() }))).into_response();
        let bearer = HeaderValue::try_from(self.bearer());
        response.headers_mut().extend(bearer.map(|bearer| (header::WWW_AUTHENTICATE, bearer)));
        if matches!(self, Self::InvalidKey | Self::NoCredentials) {
            let key = HeaderValue::from_static(r#"ApiKey realm="playground""#);
            response.headers_mut().append(header::WWW_AUTHENTICATE, key);
        }
        response
    }
}

/// The scopes to come back with, which RFC 6750 wants complete: not only those that are missing.
fn wanted(requirement: Requirement) -> String {
    let scopes = match requirement.satisfied_by(&ScopeSet::new()) {
        Ok(()) => Vec::new(),
        Err(missing) => missing.scopes().iter().map(|scope| scope.name()).collect(),
    };
    scopes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use bimdata::operations::{GetProjectUsers, UpdateModel};

    #[test]
    fn a_challenge_says_what_to_come_back_with() {
        let scope = |requirement| Challenge::InsufficientScope(requirement).bearer();
        assert_eq!(
            scope(Requirement::of::<UpdateModel>()),
            r#"Bearer realm="playground", error="insufficient_scope", error_description="the access token lacks a scope", scope="model:write""#
        );
        assert!(scope(Requirement::of::<GetProjectUsers>()).ends_with(r#"scope="cloud:read""#));
    }

    #[test]
    fn without_credentials_there_is_no_error_code() {
        let response = Challenge::NoCredentials.into_response();
        let challenges: Vec<_> = response.headers().get_all(header::WWW_AUTHENTICATE).iter().collect();
        assert_eq!(challenges, [r#"Bearer realm="playground""#, r#"ApiKey realm="playground""#]);
    }
}
