use std::fmt;

use async_trait::async_trait;
use auth_core::{AccessToken, Credential, CredentialError, Secret, TokenRequest};
use huskarl::{
    core::{
        client_auth::ClientSecret,
        secrets::{ProvidedSecret, SecretString},
    },
    grant::core::OAuth2ExchangeGrant as _,
};

use super::{
    error,
    grant::{Parameters, ServiceGrant},
    server::Server,
    transport::Transport,
};

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
pub struct ClientCredentials {
    grant: ServiceGrant,
}

impl ClientCredentials {
    /// Looks the token endpoint up in the metadata of the issuer: OpenID Connect Discovery, else RFC 8414.
    ///
    /// # Errors
    ///
    /// As [`ClientCredentialsBuilder::discover`].
    pub async fn discover(
        issuer: &str,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Result<Self, CredentialError> {
        Self::builder(client_id, client_secret).discover(issuer).await
    }

    /// Starts with the client's identifier and secret.
    ///
    /// ```
    /// use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials};
    ///
    /// let credential = ClientCredentials::builder("agent", "s3cret")
    ///     .authentication(ClientAuthentication::ClientSecretPost)
    ///     .token_endpoint("https://iam.example.com/token")?;
    /// # _ = credential;
    /// # Ok::<(), auth_core::CredentialError>(())
    /// ```
    #[must_use]
    pub fn builder(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> ClientCredentialsBuilder {
        ClientCredentialsBuilder {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            authentication: None,
            http: None,
        }
    }
}

#[async_trait]
impl Credential for ClientCredentials {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let response = self.grant.exchange(Parameters::from(request)).await;
        let response = response.map_err(|error| error::from_token_endpoint(&error))?;
        super::grant::access_token(&response, request)
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("client_id", &self.grant.client_id())
            .field("token_endpoint", &self.grant.token_endpoint().to_string())
            .finish_non_exhaustive()
    }
}

/// How a client proves who it is to the token endpoint (RFC 6749 section 2.3.1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// `client_secret_basic`: in the `Authorization` header. What every server has to support.
    ClientSecretBasic,
    /// `client_secret_post`: in the body.
    ClientSecretPost,
}

impl ClientAuthentication {
    const fn name(self) -> &'static str {
        match self {
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
        }
    }
}

/// Builds [`ClientCredentials`].
#[derive(Debug)]
pub struct ClientCredentialsBuilder {
    client_id: String,
    client_secret: Secret,
    authentication: Option<ClientAuthentication>,
    http: Option<reqwest::Client>,
}

impl ClientCredentialsBuilder {
    /// How the client proves who it is. Without a call: as the server's metadata has it, and of several methods, or
    /// without metadata, `client_secret_basic`.
    #[must_use]
    pub const fn authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.authentication = Some(authentication);
        self
    }

    /// The HTTP client for requests to the authorization server. The default follows no redirects and gives up after
    /// 30 seconds.
    #[must_use]
    pub fn http(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Looks the token endpoint up in the metadata of the issuer: OpenID Connect Discovery, else RFC 8414.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the issuer is not a URL that a secret may be sent to, its metadata cannot be fetched or
    /// names another issuer, or it does not support the client authentication that was chosen.
    pub async fn discover(self, issuer: &str) -> Result<ClientCredentials, CredentialError> {
        let transport = Transport::new(self.http.clone())?;
        let server = Server::discover(issuer, &transport).await?;
        self.build(server, transport)
    }

    /// Uses a token endpoint as it is, for servers without metadata.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when it is not a URL that a secret may be sent to.
    pub fn token_endpoint(self, url: &str) -> Result<ClientCredentials, CredentialError> {
        let transport = Transport::new(self.http.clone())?;
        self.build(Server::with_token_endpoint(url)?, transport)
    }

    fn build(self, mut server: Server, transport: Transport) -> Result<ClientCredentials, CredentialError> {
        if let Some(chosen) = self.authentication {
            server.restrict_authentication_to(chosen.name())?;
        }
        let secret = ProvidedSecret::new(SecretString::new(self.client_secret.expose()));
        let authentication = ClientSecret::builder().client_secret(secret).prefer_basic_auth(true).build();
        Ok(ClientCredentials { grant: ServiceGrant::new(self.client_id, authentication, server, transport) })
    }
}
