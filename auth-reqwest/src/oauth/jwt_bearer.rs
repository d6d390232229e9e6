use async_trait::async_trait;
use auth_core::{AccessToken, Credential, CredentialError, CredentialErrorKind, TokenRequest};
use huskarl::core::secrets::SecretString;
use serde::Serialize;

use super::{Assertion, ClientRegistration, token_endpoint, token_response};

/// A JWT as an authorization grant (RFC 7523 section 2.1): acts for someone whom an assertion names.
///
/// ```no_run
/// use auth_core::{Secret, StaticToken};
/// use auth_reqwest::oauth::{Assertion, ClientRegistration, JwtBearer, SelfIssuedAssertion, SigningKey};
///
/// # async fn example(agent: ClientRegistration, key: SigningKey, shown: Secret) {
/// // The authorization server trusts this program to name the user itself.
/// let assertion = SelfIssuedAssertion::new(key, "agent", "alice@example.com");
/// let for_alice = JwtBearer::new(&agent, assertion);
///
/// // Someone else, whom it trusts, has named the user.
/// let for_bob = JwtBearer::new(&agent, Assertion::new(shown));
/// # _ = (for_alice, for_bob);
/// # }
/// ```
///
/// Scopes, resources and audience are those of the client; what the server grants of them is recorded and enforced. The
/// assertion is obtained or signed anew for each token.
///
/// # Security
///
/// One `JwtBearer` speaks for one user. A client has a token cache of its own, so the tokens of two of them never mix,
/// whatever scopes they have; give each user of a program a client of their own.
#[derive(Clone, Debug)]
pub struct JwtBearer {
    registration: ClientRegistration,
    assertion: Assertion,
}

impl JwtBearer {
    /// Tokens for the one whom the assertion names.
    #[must_use]
    pub fn new(registration: &ClientRegistration, assertion: impl Into<Assertion>) -> Self {
        Self { registration: registration.clone(), assertion: assertion.into() }
    }
}

#[async_trait]
impl Credential for JwtBearer {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let assertion = self.assertion.obtain(&self.registration).await?;
        let flow = Parameters { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion };
        let response = token_endpoint::ask(&self.registration, request, flow).await.map_err(in_other_words)?;
        token_response::access_token(&response, request, self.registration.binding())
    }
}

/// RFC 7523 section 3.1: what is wrong with an assertion is an `invalid_grant`.
fn in_other_words(error: CredentialError) -> CredentialError {
    if error.code() != Some("invalid_grant") {
        return error;
    }
    let message = "the authorization server refused the assertion: it has ended, was used before, or is not trusted";
    CredentialError::new(CredentialErrorKind::Rejected, message).with_code("invalid_grant").with_source(error)
}

/// RFC 7523 section 2.1.
#[derive(Clone, Serialize)]
struct Parameters {
    grant_type: &'static str,
    assertion: SecretString,
}
