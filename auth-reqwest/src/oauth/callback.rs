use std::borrow::Cow;

use auth_core::{CredentialError, CredentialErrorKind, Secret};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use reqwest::Url;
use thiserror::Error;

use super::SignInError;
use crate::origin;

/// Where the server sends the user's browser back to (RFC 6749 section 3.1.2).
#[derive(Clone, Debug)]
pub(super) struct RedirectUri(Url);

impl RedirectUri {
    /// A claimed https URL, a private-use scheme, or http on loopback (RFC 8252 section 7).
    pub(super) fn parse(text: &str) -> Result<Self, CredentialError> {
        let is_usable = |url: &Url| {
            let is_web = matches!(url.scheme(), "http" | "https");
            url.fragment().is_none() && !(is_web && (!url.has_host() || origin::is_readable_on_the_way(url)))
        };
        match Url::parse(text) {
            Ok(url) if is_usable(&url) => Ok(Self(url)),
            _ => {
                let text = origin::shown(text);
                let message = format!(
                    "`{text}` cannot be used as redirect URI: it must be a whole URL without a fragment, and not http \
                     except on loopback"
                );
                Err(CredentialError::new(CredentialErrorKind::Configuration, message))
            }
        }
    }

    /// Whether a URL leads there; what the server added to the query does not count.
    fn is_at(&self, url: &Url) -> bool {
        let Self(own) = self;
        let place = |url: &Url| {
            (
                url.scheme().to_owned(),
                url.host_str().map(str::to_owned),
                url.port_or_known_default(),
                url.path().to_owned(),
            )
        };
        let keeps_query = own.query_pairs().all(|pair| url.query_pairs().any(|found| found == pair));
        place(own) == place(url) && url.username().is_empty() && url.password().is_none() && keeps_query
    }
}

/// What the browser brought back (RFC 6749 section 4.1.2), known to be the answer to this sign-in: the place and the
/// `state` are its own.
pub(super) struct Callback {
    code: Option<Secret>,
    error: Option<String>,
    description: Option<String>,
    issuer: Option<String>,
}

impl Callback {
    /// Reads a whole URL, or the part of one from its path or its `?` on.
    pub(super) fn read(text: &str, redirect_uri: &RedirectUri, state: &str) -> Result<Self, SignInError> {
        let foreign = |reason| SignInError::ForeignCallback { reason };
        let url = redirect_uri.0.join(text).map_err(|_| foreign("it is not a URL"))?;
        if !redirect_uri.is_at(&url) {
            return Err(foreign("it does not lead to the redirect URI"));
        }
        let parameter = |name| single(&url, name).map_err(|()| foreign("a parameter is there twice"));
        let found = parameter("state")?.ok_or_else(|| foreign("it has no `state`"))?;
        verify_slices_are_equal(found.as_bytes(), state.as_bytes()).map_err(|_| foreign("it has another `state`"))?;
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        // An error ends up in a log, and is not to repeat what was secret a moment ago.
        let shown = |text: Option<Cow<'_, str>>| {
            owned(text).map(|text| if text.contains(state) { "not_shown".to_owned() } else { text })
        };
        Ok(Self {
            code: owned(parameter("code")?).map(Secret::new),
            error: shown(parameter("error")?),
            description: shown(parameter("error_description")?),
            issuer: owned(parameter("iss")?),
        })
    }

    /// The code, when it comes from the server that was asked (RFC 9207), which `names_itself` when it says so.
    pub(super) fn into_code(self, issuer: &str, names_itself: bool) -> Result<Code, SignInError> {
        let invalid = |message| CredentialError::new(CredentialErrorKind::InvalidResponse, message);
        if self.issuer.as_ref().is_some_and(|found| found != issuer) {
            return Err(invalid("the answer is of another issuer than the sign-in began with (RFC 9207)").into());
        }
        // RFC 9207 section 2.4: of an error neither is it known where it comes from.
        if names_itself && self.issuer.is_none() {
            return Err(invalid("the answer does not name its issuer, as the server's does (RFC 9207)").into());
        }
        // RFC 6749 section 4.1.2.1: whoever says that it failed does not mean the code beside it.
        if let Some(code) = self.error {
            return Err(refusal(&code, self.description));
        }
        // RFC 6749 appendix A.11: a code has at least one character.
        let code = self
            .code
            .filter(|code| !code.expose().is_empty())
            .ok_or_else(|| invalid("the answer has neither `code` nor `error`"))?;
        Ok(Code { code, issuer: self.issuer })
    }
}

/// An authorization code, not redeemed yet.
pub(super) struct Code {
    pub(super) code: Secret,
    pub(super) issuer: Option<String>,
}

/// The value of a parameter that may be there once at most (RFC 6749 section 3.1).
fn single<'a>(url: &'a Url, name: &str) -> Result<Option<Cow<'a, str>>, ()> {
    let mut values = url.query_pairs().filter(|(found, _)| found == name).map(|(_, value)| value);
    let value = values.next();
    if values.next().is_some() { Err(()) } else { Ok(value) }
}

/// What the server says instead of a code (RFC 6749 section 4.1.2.1, OpenID Connect Core 1.0 section 3.1.2.6).
pub(super) fn refusal(code: &str, description: Option<String>) -> SignInError {
    let (kind, message) = match code {
        "access_denied" => return SignInError::Refused,
        "login_required" | "consent_required" | "interaction_required" | "account_selection_required" => {
            return SignInError::InteractionRequired { code: code.to_owned() };
        }
        "server_error" | "temporarily_unavailable" => {
            (CredentialErrorKind::Unavailable, "the authorization server is not able to sign anyone in now")
        }
        "unauthorized_client" => (CredentialErrorKind::Rejected, "the authorization server refused the client"),
        "invalid_scope" => {
            (CredentialErrorKind::InvalidRequest, "the authorization server refused the scopes that were asked for")
        }
        _ => (CredentialErrorKind::InvalidRequest, "the authorization server refused the request"),
    };
    let error = CredentialError::new(kind, message).with_code(&printable(code));
    match description {
        None => error,
        Some(description) => error.with_source(Description(printable(&description))),
    }
    .into()
}

/// What the server adds for the developer.
#[derive(Debug, Error)]
#[error("{0}")]
struct Description(String);

/// The characters that RFC 6749 section 4.1.2.1 allows, and not too many of them.
fn printable(text: &str) -> String {
    text.chars().filter(|c| matches!(c, ' '..='~') && !matches!(c, '"' | '\\')).take(200).collect()
}
