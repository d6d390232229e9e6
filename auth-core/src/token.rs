use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use thiserror::Error;

use crate::{ProofOfPossession, ScopeSet, Secret};

/// What a [`Credential`](crate::Credential) obtains: a header that opens doors, which doors, and for how long.
///
/// ```
/// use std::time::Duration;
///
/// use auth_core::{AccessToken, Secret};
///
/// let token = AccessToken::bearer(&Secret::new("mF_9.B5f-4.1JqM"))
///     .unwrap()
///     .with_scopes("model:read".parse().unwrap())
///     .with_lifetime(Duration::from_secs(3600));
/// assert_eq!(token.header().0, "authorization");
/// assert!(token.header().1.is_sensitive());
/// ```
#[derive(Clone)]
pub struct AccessToken {
    name: HeaderName,
    value: HeaderValue,
    scopes: Option<ScopeSet>,
    lifetime: Lifetime,
    proof: Option<Arc<dyn ProofOfPossession>>,
}

impl AccessToken {
    /// A bearer token (RFC 6750 section 2.1), of unstated scopes and lifetime.
    ///
    /// # Errors
    ///
    /// [`InvalidToken`] when the token is empty or has characters which are not those of a `b64token`.
    pub fn bearer(token: &Secret) -> Result<Self, InvalidToken> {
        Self::with_scheme("Bearer", token)
    }

    /// A token that is sent with the scheme `DPoP` (RFC 9449 section 7.1), of unstated scopes and lifetime. It is of no
    /// use without a [proof](Self::with_proof).
    ///
    /// # Errors
    ///
    /// As [`AccessToken::bearer`].
    pub fn dpop(token: &Secret) -> Result<Self, InvalidToken> {
        Self::with_scheme("DPoP", token)
    }

    fn with_scheme(scheme: &str, token: &Secret) -> Result<Self, InvalidToken> {
        if !is_b64token(token.expose()) {
            return Err(InvalidToken(()));
        }
        Self::in_header(header::AUTHORIZATION, Some(scheme), token)
    }

    /// A secret in any header, after a scheme if there is one, of unstated scopes and lifetime.
    ///
    /// # Errors
    ///
    /// [`InvalidToken`] when the secret is empty or has characters which a header may not have.
    pub fn in_header(name: HeaderName, scheme: Option<&str>, secret: &Secret) -> Result<Self, InvalidToken> {
        if secret.expose().is_empty() {
            return Err(InvalidToken(()));
        }
        let text = match scheme {
            None => secret.clone(),
            Some(scheme) => Secret::new([scheme, " ", secret.expose()].concat()),
        };
        let text = Bytes::from_owner(Overwritten(text));
        let mut value = HeaderValue::from_maybe_shared(text).map_err(|_| InvalidToken(()))?;
        value.set_sensitive(true);
        Ok(Self { name, value, scopes: None, lifetime: Lifetime::Unstated, proof: None })
    }

    /// States the scopes that the token was granted.
    #[must_use]
    pub fn with_scopes(mut self, scopes: ScopeSet) -> Self {
        self.scopes = Some(scopes);
        self
    }

    /// States how long the token lives.
    #[must_use]
    pub fn with_lifetime(mut self, lifetime: impl Into<Lifetime>) -> Self {
        self.lifetime = lifetime.into();
        self
    }

    /// Says that the token is of use only with a proof, which goes with each request.
    #[must_use]
    pub fn with_proof(mut self, proof: impl ProofOfPossession) -> Self {
        self.proof = Some(Arc::new(proof));
        self
    }

    /// The finished header; its value is marked sensitive.
    #[must_use]
    pub const fn header(&self) -> (&HeaderName, &HeaderValue) {
        (&self.name, &self.value)
    }

    /// The scopes that were granted; `None` when no one knows but the server, as with an API key.
    #[must_use]
    pub const fn scopes(&self) -> Option<&ScopeSet> {
        self.scopes.as_ref()
    }

    /// What has to go with each request; `None` for a bearer token.
    #[must_use]
    pub const fn proof(&self) -> Option<&Arc<dyn ProofOfPossession>> {
        self.proof.as_ref()
    }

    /// How long the token lives.
    #[must_use]
    pub const fn lifetime(&self) -> Lifetime {
        self.lifetime
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("header", &self.name)
            .field("scopes", &self.scopes)
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}

/// The text of a header, which is overwritten when the last copy of the header is dropped.
struct Overwritten(Secret);

impl AsRef<[u8]> for Overwritten {
    fn as_ref(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }
}

/// How long a token lives.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Lifetime {
    /// The server did not say (`expires_in` is only recommended, RFC 6749 section 5.1). The token cache takes it for some
    /// minutes, never for unlimited; a [`StaticToken`](crate::StaticToken), which has no other, is used until it is refused.
    #[default]
    Unstated,
    /// Counted from the moment the token was asked for.
    For(Duration),
    /// Until a moment on the wall clock.
    Until(SystemTime),
    /// Until someone revokes it, as with an API key.
    Unlimited,
}

impl From<Duration> for Lifetime {
    fn from(duration: Duration) -> Self {
        Self::For(duration)
    }
}

impl From<SystemTime> for Lifetime {
    fn from(moment: SystemTime) -> Self {
        Self::Until(moment)
    }
}

/// A token or key which cannot be sent in a header. The text is a secret, so it is not shown.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("the token is empty or has characters which its header may not have")]
pub struct InvalidToken(());

/// RFC 6750 section 2.1: `1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`.
fn is_b64token(token: &str) -> bool {
    let body = token.trim_end_matches('=');
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !body.is_empty() && body.bytes().all(is_legal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_has_the_characters_of_rfc_6750() {
        for token in ["a", "mF_9.B5f-4.1JqM", "AZaz09-._~+/=="] {
            assert!(AccessToken::bearer(&token.into()).is_ok(), "{token}");
        }
        for token in ["", "=", "a b", "a\r\nx: y", "a=b", "é"] {
            assert_eq!(AccessToken::bearer(&token.into()).unwrap_err(), InvalidToken(()), "{token}");
        }
    }

    #[test]
    fn a_secret_in_a_header_cannot_break_out_of_it() {
        let name = HeaderName::from_static("x-api-key");
        assert!(AccessToken::in_header(name.clone(), None, &"k\r\nx: y".into()).is_err());
        let token = AccessToken::in_header(name, None, &"key".into()).unwrap();
        assert_eq!(token.header().1, "key");
    }

    #[test]
    fn debug_shows_no_secret() {
        let token = AccessToken::bearer(&"sesame".into()).unwrap();
        assert!(!format!("{token:?} {:?}", token.header()).contains("sesame"));
        let token = AccessToken::dpop(&"sesame".into()).unwrap();
        assert!(!format!("{token:?} {:?}", token.header()).contains("sesame"));
    }
}
