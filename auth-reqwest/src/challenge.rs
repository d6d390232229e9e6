use std::{fmt, time::Duration};

use auth_core::ScopeSet;
use http::{HeaderMap, HeaderValue, header};
use http_auth::parser::ChallengeParser;

/// What the `WWW-Authenticate` headers of a 401 or 403 ask for.
///
/// [`AuthMiddleware`](crate::AuthMiddleware) puts it into the extensions of such a response.
///
/// ```
/// use auth_reqwest::Challenges;
///
/// let mut headers = http::HeaderMap::new();
/// headers.insert(
///     "www-authenticate",
///     r#"Bearer error="insufficient_scope", scope="model:write""#.parse().unwrap(),
/// );
///
/// let challenges = Challenges::of(&headers);
/// let challenge = challenges.oauth().unwrap();
/// assert_eq!(challenge.error(), Some("insufficient_scope"));
/// assert_eq!(challenge.scope().unwrap().to_string(), "model:write");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Challenges(Vec<Challenge>);

impl Challenges {
    /// Reads the `WWW-Authenticate` headers (RFC 9110 section 11.6.1). From where one cannot be read on, it is passed over.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::WWW_AUTHENTICATE).iter().map(ascii);
        Self(values.flat_map(|value| parse(&value)).collect())
    }

    /// The challenge of the scheme `Bearer` (RFC 6750 section 3) or `DPoP` (RFC 9449 section 7.1).
    ///
    /// Of several, the first that says what is wrong, for a server may name the other scheme just as one that it takes;
    /// and `Bearer` before `DPoP`.
    #[must_use]
    pub fn oauth(&self) -> Option<&Challenge> {
        let all = || ["Bearer", "DPoP"].into_iter().flat_map(|scheme| self.of_scheme(scheme));
        all().find(|challenge| challenge.error().is_some()).or_else(|| all().next())
    }

    /// The first challenge of a scheme, in any case.
    #[must_use]
    pub fn scheme(&self, scheme: &str) -> Option<&Challenge> {
        self.of_scheme(scheme).next()
    }

    fn of_scheme<'a>(&'a self, scheme: &str) -> impl Iterator<Item = &'a Challenge> {
        self.0.iter().filter(move |challenge| challenge.scheme.eq_ignore_ascii_case(scheme))
    }

    /// All challenges, in the server's order.
    pub fn iter(&self) -> impl Iterator<Item = &Challenge> {
        self.0.iter()
    }
}

/// One challenge: a scheme and its parameters.
///
/// When it is printed, only what a server cannot put a secret into is shown: the names of parameters, an error code, scopes.
#[derive(Clone, Eq, PartialEq)]
pub struct Challenge {
    scheme: String,
    params: Vec<(String, String)>,
}

impl Challenge {
    /// The authentication scheme, such as `Bearer`.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// A parameter by its name, in any case.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The error code, such as `invalid_token` (RFC 6750 section 3.1).
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.param("error")
    }

    /// The error code if it looks like one, and not like what was sent.
    pub(crate) fn code(&self) -> Option<&str> {
        self.error().filter(|code| code.len() <= 40 && code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_')))
    }

    /// What the server says of the error, for developers.
    #[must_use]
    pub fn error_description(&self) -> Option<&str> {
        self.param("error_description")
    }

    /// The scopes that are needed (RFC 6750 section 3); `None` when absent or not legal.
    #[must_use]
    pub fn scope(&self) -> Option<ScopeSet> {
        self.param("scope")?.parse().ok()
    }

    /// The authentication context classes of which one is needed, the preferred first (RFC 9470 section 3).
    #[must_use]
    pub fn acr_values(&self) -> Option<Vec<&str>> {
        Some(self.param("acr_values")?.split_ascii_whitespace().collect())
    }

    /// How long ago, at most, the user must have signed in (RFC 9470 section 3).
    #[must_use]
    pub fn max_age(&self) -> Option<Duration> {
        self.param("max_age")?.parse().ok().map(Duration::from_secs)
    }
}

fn parse(value: &str) -> Vec<Challenge> {
    ChallengeParser::new(value).map_while(Result::ok).map(|challenge| Challenge::from(&challenge)).collect()
}

/// What is not ASCII can only be in a text for people.
fn ascii(value: &HeaderValue) -> String {
    value.as_bytes().iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect()
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.params.iter().map(|(name, _)| name).collect();
        f.debug_struct("Challenge")
            .field("scheme", &self.scheme)
            .field("params", &names)
            .field("code", &self.code())
            .field("scope", &self.scope().as_ref().map(ToString::to_string))
            .finish_non_exhaustive()
    }
}

impl From<&http_auth::ChallengeRef<'_>> for Challenge {
    fn from(challenge: &http_auth::ChallengeRef<'_>) -> Self {
        let params = challenge.params.iter();
        Self {
            scheme: challenge.scheme.to_owned(),
            params: params.map(|(name, value)| ((*name).to_owned(), value.to_unescaped())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenges(values: &[&str]) -> Challenges {
        let values = values.iter().map(|value| HeaderValue::from_bytes(value.as_bytes()).unwrap());
        Challenges::of(&values.map(|value| (header::WWW_AUTHENTICATE, value)).collect())
    }

    #[test]
    fn several_challenges_in_one_header_or_in_several_are_found_by_scheme() {
        for values in [
            &[r#"Basic realm="x", Bearer error="invalid_token""#][..],
            &["Basic realm=x", "bearer ERROR=invalid_token"],
        ] {
            let found = challenges(values);
            assert_eq!(found.iter().count(), 2);
            assert_eq!(found.oauth().unwrap().error(), Some("invalid_token"));
            assert_eq!(found.scheme("basic").unwrap().param("Realm"), Some("x"));
        }
    }

    #[test]
    fn of_several_for_oauth_the_one_that_says_what_is_wrong_counts() {
        for (values, scheme, error) in [
            (&[r#"Bearer, DPoP error="insufficient_scope", scope="x""#][..], "DPoP", Some("insufficient_scope")),
            (&[r#"DPoP algs="ES256""#, r#"Bearer realm="a""#, "Bearer error=x"], "Bearer", Some("x")),
            (&[r#"DPoP error="a", Bearer error="b""#], "Bearer", Some("b")),
            (&[r#"DPoP algs="ES256", Bearer realm="a""#], "Bearer", None),
            (&[r#"Basic error="a", DPoP algs="ES256""#], "DPoP", None),
        ] {
            let found = challenges(values);
            let challenge = found.oauth().unwrap();
            assert_eq!((challenge.scheme(), challenge.error()), (scheme, error), "{values:?}");
        }
    }

    #[test]
    fn a_step_up_challenge_says_how_and_how_recently_to_sign_in() {
        let found =
            challenges(&[r#"Bearer error="insufficient_user_authentication", acr_values="mfa pwd", max_age="60""#]);
        let challenge = found.oauth().unwrap();
        assert_eq!(challenge.acr_values(), Some(vec!["mfa", "pwd"]));
        assert_eq!(challenge.max_age(), Some(Duration::from_mins(1)));
    }

    #[test]
    fn what_comes_before_something_odd_is_read() {
        for value in [
            r#"Bearer error="invalid_token", error_description="expiré", realm="x""#,
            r#"Bearer error="invalid_token", Negotiate YWJjZA==, Basic realm="x""#,
        ] {
            assert_eq!(challenges(&[value]).oauth().unwrap().error(), Some("invalid_token"), "{value}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let found = challenges(&["\"", "Bearer error=\"unclosed", ",,,", r#"Bearer scope="a\"b", max_age="soon""#]);
        let challenge = found.oauth().unwrap();
        assert_eq!((challenge.scope(), challenge.max_age(), challenge.error()), (None, None, None));
    }
}
