use std::{borrow::Cow, fmt};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, header};
use percent_encoding::percent_decode_str;

use super::{
    form::Form,
    oauth_error::OAuthError,
    registry::{Registration, Registry},
};

/// How a client proves who it is (RFC 6749 section 2.3.1). Prints as the metadata of a server names it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum AuthMethod {
    /// Identifier and secret in the header `Authorization`.
    ClientSecretBasic,
    /// Identifier and secret in the body.
    ClientSecretPost,
    /// Not at all: the client is a public one, and has told its identifier.
    None,
}

impl AuthMethod {
    pub(super) const ALL: [Self; 3] = [Self::ClientSecretBasic, Self::ClientSecretPost, Self::None];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
            Self::None => "none",
        }
    }
}

impl fmt::Display for AuthMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The client that a request comes from, if it proves that, by exactly one method.
pub(super) fn authenticate(
    registry: &Registry,
    headers: &HeaderMap,
    form: &Form,
) -> Result<(Registration, AuthMethod), OAuthError> {
    if form.one("client_assertion").is_some() {
        return Err(OAuthError::invalid_request("client assertions are not supported"));
    }
    let method = match (headers.contains_key(header::AUTHORIZATION), form.one("client_secret")) {
        (true, Some(_)) => return Err(OAuthError::invalid_request("more than one way to authenticate was used")),
        (true, None) => AuthMethod::ClientSecretBasic,
        (false, Some(_)) => AuthMethod::ClientSecretPost,
        (false, None) => return public(registry, form).map(|client| (client, AuthMethod::None)),
    };
    let (id, secret) = if method == AuthMethod::ClientSecretBasic { basic(headers)? } else { post(form)? };
    if form.one("client_id").is_some_and(|other| other != id) {
        return Err(OAuthError::invalid_request("`client_id` is not that of the client which authenticates"));
    }
    match registry.authenticate(&id, &secret) {
        Some(client) => Ok((client, method)),
        None => Err(OAuthError::invalid_client("there is no such client, or this is not its secret")),
    }
}

fn public(registry: &Registry, form: &Form) -> Result<Registration, OAuthError> {
    let client = form.one("client_id").and_then(|id| registry.client(id));
    let public = client.filter(|client| client.is_public()).cloned();
    public.ok_or(OAuthError::invalid_client("the client must authenticate"))
}

fn basic(headers: &HeaderMap) -> Result<(String, String), OAuthError> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (given.next(), given.next()) else {
        return Err(OAuthError::invalid_request("`Authorization` is given more than once"));
    };
    value
        .to_str()
        .ok()
        .and_then(read_basic)
        .ok_or(OAuthError::invalid_client("`Authorization` does not hold a client identifier and secret"))
}

/// `Basic base64(form-urlencode(id) ":" form-urlencode(secret))`: the encoding lets either half have a colon, and it is
/// what RFC 6749 section 2.3.1 adds to the plain scheme of RFC 7617.
fn read_basic(value: &str) -> Option<(String, String)> {
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some((form_decode(id)?, form_decode(secret)?))
}

fn form_decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().map(Cow::into_owned).ok()
}

fn post(form: &Form) -> Result<(String, String), OAuthError> {
    match (form.one("client_id"), form.one("client_secret")) {
        (Some(id), Some(secret)) => Ok((id.to_owned(), secret.to_owned())),
        _ => Err(OAuthError::invalid_request("`client_id` is missing")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pair: &str) -> Option<(String, String)> {
        read_basic(&format!("Basic {}", STANDARD.encode(pair)))
    }

    #[test]
    fn both_halves_of_basic_are_form_urlencoded() {
        assert_eq!(read("a%3Ab:s%2B+%25%C3%A9").unwrap(), ("a:b".into(), "s+ %é".into()));
        assert_eq!(read("id:").unwrap(), ("id".into(), String::new()));
    }

    #[test]
    fn what_is_not_basic_is_not_read_as_such() {
        assert_eq!(read("no colon"), None);
        assert_eq!(read("id:%ff"), None, "not UTF-8");
        for value in ["", "Basic", "Bearer aWQ6c2VjcmV0", "Basic ***"] {
            assert_eq!(read_basic(value), None, "{value}");
        }
    }
}
