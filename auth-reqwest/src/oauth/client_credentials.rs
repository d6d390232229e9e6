use async_trait::async_trait;
use auth_core::{AccessToken, Credential, CredentialError, CredentialErrorKind, Secret, TokenRequest};
use serde::Serialize;

use super::{ClientAuthentication, ClientRegistration, token_endpoint, token_response};

/// Client credentials (RFC 6749 section 4.4): a back end, agent or service acts for itself.
///
/// ```no_run
/// use auth_reqwest::oauth::ClientCredentials;
///
/// # async fn example() -> Result<(), auth_core::CredentialError> {
/// let credential = ClientCredentials::discover("https://iam.example.com", "agent", "s3cret").await?;
/// # _ = credential;
/// # Ok(())
/// # }
/// ```
///
/// The scopes that it asks for are those of the client's grant. What the server grants instead is recorded in the token
/// and enforced; a response without `scope` grants what was asked for (RFC 6749 section 5.1).
#[derive(Clone, Debug)]
pub struct ClientCredentials(ClientRegistration);

impl ClientCredentials {
    /// Tokens for the client itself, which has to have an authentication.
    ///
    /// ```
    /// use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials, ClientRegistration, SigningKey};
    ///
    /// # fn example(pem: auth_core::Secret) -> Result<(), auth_core::CredentialError> {
    /// let key = SigningKey::from_pem(&pem)?.with_key_id("2025-06");
    /// let agent = ClientRegistration::builder("agent")
    ///     .authentication(ClientAuthentication::private_key_jwt(key))
    ///     .token_endpoint("https://iam.example.com/token")?;
    /// let credential = ClientCredentials::new(&agent);
    /// # _ = credential;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn new(registration: &ClientRegistration) -> Self {
        Self(registration.clone())
    }

    /// The short way for a client with a secret, at a server with metadata.
    ///
    /// # Errors
    ///
    /// As [`ClientRegistrationBuilder::discover`](super::ClientRegistrationBuilder::discover).
    pub async fn discover(
        issuer: &str,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Result<Self, CredentialError> {
        let authentication = ClientAuthentication::secret(client_secret);
        let registration =
            ClientRegistration::builder(client_id).authentication(authentication).discover(issuer).await?;
        Ok(Self(registration))
    }
}

#[async_trait]
impl Credential for ClientCredentials {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let flow = Parameters { grant_type: "client_credentials" };
        let response = token_endpoint::ask(&self.0, request, flow).await.map_err(|error| self.explained(error))?;
        token_response::access_token(&response, request, self.0.binding())
    }
}

impl ClientCredentials {
    /// RFC 6749 section 4.4: this flow is for clients that prove who they are. A proxy may do so in the client's place, so it
    /// is for the server to say that nobody did.
    fn explained(&self, error: CredentialError) -> CredentialError {
        let code = match error.code() {
            Some(code @ ("invalid_client" | "unauthorized_client")) if !self.0.is_authenticated() => code.to_owned(),
            _ => return error,
        };
        let message = "the authorization server refused the client, which has nothing to prove who it is: call \
                       `.authentication(..)` on the builder of its registration";
        CredentialError::new(CredentialErrorKind::Configuration, message).with_code(&code).with_source(error)
    }
}

/// RFC 6749 section 4.4.2.
#[derive(Clone, Serialize)]
struct Parameters {
    grant_type: &'static str,
}
