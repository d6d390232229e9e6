use async_trait::async_trait;
use auth_core::{AccessToken, Credential, CredentialError, Secret, TokenRequest};
use huskarl::{
    core::{EndpointUrl, client_auth, dpop::AuthorizationServerDPoP, http::HttpClient},
    grant::{core::OAuth2ExchangeGrant, refresh::RefreshGrant},
};
use serde::Serialize;

use super::{ClientAuthentication, ClientRegistration, error, token_response};

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
        let response = Exchange(&self.0).exchange(Parameters::from(request)).await;
        let response = response.map_err(|error| error::from_token_endpoint(&error))?;
        token_response::access_token(&response, request, self.0.binding())
    }
}

/// The exchange itself. huskarl has one too, which cannot send an `audience`.
struct Exchange<'a>(&'a ClientRegistration);

impl OAuth2ExchangeGrant for Exchange<'_> {
    type Parameters = Parameters;
    type Form<'a>
        = Parameters
    where
        Self: 'a;

    fn client_id(&self) -> Option<&str> {
        Some(self.0.client_id())
    }

    fn issuer(&self) -> Option<&str> {
        self.0.issuer()
    }

    fn client_auth(&self) -> Option<&dyn client_auth::ClientAuthentication> {
        Some(self.0.authentication().as_ref())
    }

    fn token_endpoint(&self) -> &EndpointUrl {
        &self.0.server().token_endpoint
    }

    fn effective_token_endpoint(&self) -> &EndpointUrl {
        self.0.server().effective_token_endpoint(self.0.transport())
    }

    fn dpop(&self) -> &dyn AuthorizationServerDPoP {
        self.0.binding().server()
    }

    fn http_client(&self) -> &dyn HttpClient {
        self.0.transport()
    }

    fn build_form(&self, parameters: Parameters) -> Parameters {
        parameters
    }

    fn allowed_auth_methods(&self) -> Option<&[String]> {
        self.0.server().authentication_methods.as_deref()
    }

    fn to_refresh_grant(&self) -> RefreshGrant {
        self.0.refresh_grant()
    }
}

/// The body of the request (RFC 6749 section 4.4.2, RFC 8707 section 2).
#[derive(Clone, Serialize)]
struct Parameters {
    grant_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resource: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<String>,
}

impl From<&TokenRequest> for Parameters {
    fn from(request: &TokenRequest) -> Self {
        Self {
            grant_type: "client_credentials",
            // RFC 6749 section 3.3 has no empty `scope`: it is left out, as when the choice is the server's.
            scope: request.scopes().filter(|scopes| !scopes.is_empty()).map(ToString::to_string),
            resource: request.resources().to_vec(),
            audience: request.audience().map(str::to_owned),
        }
    }
}
