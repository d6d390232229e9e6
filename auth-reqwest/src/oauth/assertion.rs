use std::time::Duration;

use auth_core::{Credential, CredentialError, CredentialErrorKind, Secret, TokenRequest};
use huskarl::core::{jwt::Jwt, secrets::SecretString};

use super::{ClientRegistration, SigningKey, error, presented::Presented};

/// For how long an assertion is good: it is used at once.
const LIFETIME: Duration = Duration::from_mins(1);

/// A signed statement that names who a token is for (RFC 7523 section 3).
///
/// One that this program signs is a [`SelfIssuedAssertion`]. Any [`Credential`] whose tokens are assertions is one too,
/// and is asked for each token.
#[derive(Clone, Debug)]
pub struct Assertion(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Presented(Presented),
    SelfIssued(Box<SelfIssuedAssertion>),
}

impl Assertion {
    /// An assertion that was obtained elsewhere. When it ends, or if it is good for one use only, the next token is
    /// refused.
    #[must_use]
    pub fn new(jwt: impl Into<Secret>) -> Self {
        Self(Kind::Presented(Presented::Secret(jwt.into())))
    }

    pub(super) async fn obtain(&self, registration: &ClientRegistration) -> Result<SecretString, CredentialError> {
        match &self.0 {
            Kind::Presented(presented) => presented.obtain().await.map(|obtained| obtained.token),
            Kind::SelfIssued(assertion) => assertion.sign(registration).await,
        }
    }
}

impl<C: Credential> From<C> for Assertion {
    fn from(credential: C) -> Self {
        Self(Kind::Presented(Presented::credential(credential, TokenRequest::default())))
    }
}

impl From<SelfIssuedAssertion> for Assertion {
    fn from(assertion: SelfIssuedAssertion) -> Self {
        Self(Kind::SelfIssued(Box::new(assertion)))
    }
}

/// An assertion that this program signs anew for each token: good for a minute, and for one use (`jti`).
///
/// It is addressed to the issuer, so that no other server can use it, and to the token endpoint when the issuer is not
/// known.
#[derive(Clone, Debug)]
pub struct SelfIssuedAssertion {
    key: SigningKey,
    issuer: String,
    subject: String,
    audience: Option<String>,
    lifetime: Duration,
}

impl SelfIssuedAssertion {
    /// States, as the issuer that the server knows by this key, that a token is for the subject.
    #[must_use]
    pub fn new(key: SigningKey, issuer: impl Into<String>, subject: impl Into<String>) -> Self {
        Self { key, issuer: issuer.into(), subject: subject.into(), audience: None, lifetime: LIFETIME }
    }

    /// Addresses it (`aud`) to what an older server insists on.
    #[must_use]
    pub fn with_audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// For how long each is good, a minute without a call: in whole seconds, and not zero.
    #[must_use]
    pub const fn with_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// Whom the tokens are for.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    async fn sign(&self, registration: &ClientRegistration) -> Result<SecretString, CredentialError> {
        let audience = self.audience.as_deref().or(registration.issuer()).map(str::to_owned);
        let audience = audience.unwrap_or_else(|| registration.server().token_endpoint.to_string());
        let jwt = Jwt::builder()
            .iss(&*self.issuer)
            .sub(&*self.subject)
            .audience(audience)
            .issued_now_expires_after(self.lifetime)
            .claims(())
            .build();
        jwt.to_jws_compact(&self.key).await.map_err(|error| {
            CredentialError::new(CredentialErrorKind::Configuration, "the assertion could not be signed")
                .with_source(error::Cause::of(&error))
        })
    }
}
