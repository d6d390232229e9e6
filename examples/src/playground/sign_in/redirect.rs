use axum::response::{IntoResponse, Redirect, Response};
use form_urlencoded::Serializer;
use http::{Uri, uri::Scheme};

use crate::playground::oauth_error::{OAuthError, no_store};

/// Where a browser is sent with the answer to an authorization request.
#[derive(Clone)]
pub(super) struct ReturnTo {
    pub(super) uri: String,
    pub(super) state: Option<String>,
}

impl ReturnTo {
    /// With a code (RFC 6749 section 4.1.2). `iss` says who answers (RFC 9207).
    pub(super) fn code(&self, issuer: &str, code: &str) -> Response {
        self.with(issuer, &[("code", code)])
    }

    /// With an error (RFC 6749 section 4.1.2.1).
    pub(super) fn error(&self, issuer: &str, error: OAuthError) -> Response {
        self.with(issuer, &[("error", error.code()), ("error_description", error.description())])
    }

    fn with(&self, issuer: &str, parameters: &[(&str, &str)]) -> Response {
        let parameters = parameters.iter().copied().chain([("iss", issuer)]);
        see_other(&self.uri, parameters.chain(self.state.as_deref().map(|state| ("state", state))))
    }
}

/// A redirect that turns a POST into a GET, so that a password is not sent on.
pub(super) fn see_other<'a>(uri: &str, parameters: impl Iterator<Item = (&'a str, &'a str)>) -> Response {
    let query = Serializer::new(String::new()).extend_pairs(parameters).finish();
    let separator = match (query.as_str(), uri.contains('?')) {
        ("", _) => "",
        (_, true) => "&",
        (_, false) => "?",
    };
    (no_store(), Redirect::to(&[uri, separator, &query].concat())).into_response()
}

/// Whether a URI is one of those registered: the very same, or with another port on loopback (RFC 8252 section 7.3).
pub(super) fn is_registered(registered: &[String], given: &str) -> bool {
    registered.iter().any(|uri| uri == given || is_same_but_for_the_port(uri, given))
}

fn is_same_but_for_the_port(registered: &str, given: &str) -> bool {
    let (Ok(registered), false, Ok(given)) = (registered.parse::<Uri>(), given.contains('#'), given.parse::<Uri>())
    else {
        return false;
    };
    let is_loopback = matches!(registered.host(), Some("127.0.0.1" | "[::1]"));
    let has_user = given.authority().is_some_and(|authority| authority.as_str().contains('@'));
    let parts = |uri: &Uri| (uri.scheme().cloned(), uri.host().map(str::to_owned), uri.path_and_query().cloned());
    is_loopback && !has_user && registered.scheme() == Some(&Scheme::HTTP) && parts(&registered) == parts(&given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_port_will_do_on_loopback_and_nothing_else_may_differ() {
        let registered = ["http://127.0.0.1/cb", "com.example.app:/cb", "https://app.example/cb"].map(str::to_owned);
        for uri in ["http://127.0.0.1/cb", "http://127.0.0.1:4711/cb", "com.example.app:/cb", "https://app.example/cb"]
        {
            assert!(is_registered(&registered, uri), "{uri}");
        }
        let others = [
            "http://127.0.0.1:4711/",
            "http://127.0.0.1:4711/cb?a=b",
            "http://127.0.0.1:4711/cb#a",
            "http://user@127.0.0.1:4711/cb",
            "http://127.0.0.1.evil.example/cb",
            "http://localhost/cb",
            "https://127.0.0.1/cb",
            "https://app.example:444/cb",
            "com.example.app:/other",
            "",
        ];
        for uri in others {
            assert!(!is_registered(&registered, uri), "{uri}");
        }
    }
}
