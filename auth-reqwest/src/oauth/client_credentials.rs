use std::fmt;

use async_trait::async_trait;
use auth_core::{AccessToken, Credential, CredentialError, CredentialErrorKind, Secret, TokenRequest};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use huskarl::grant::core::OAuth2ExchangeGrant as _;

use super::{
    ClientAuthentication, SigningKey,
    dpop::Binding,
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
        Self::builder(client_id, client_secret.into()).discover(issuer).await
    }

    /// Starts with the client's identifier and its secret, or another way to say who it is.
    ///
    /// ```
    /// use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials, SigningKey};
    ///
    /// # fn example(pem: auth_core::Secret) -> Result<(), auth_core::CredentialError> {
    /// let with_secret = ClientCredentials::builder("agent", "s3cret").token_endpoint("https://iam.example.com/token")?;
    ///
    /// let key = SigningKey::from_pem(&pem)?.with_key_id("2025-06");
    /// let with_key = ClientCredentials::builder("agent", ClientAuthentication::private_key_jwt(key))
    ///     .token_endpoint("https://iam.example.com/token")?;
    /// # _ = (with_secret, with_key);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn builder(
        client_id: impl Into<String>,
        authentication: impl Into<ClientAuthentication>,
    ) -> ClientCredentialsBuilder {
        ClientCredentialsBuilder {
            client_id: client_id.into(),
            authentication: authentication.into(),
            http: None,
            headers: HeaderMap::new(),
            dpop: None,
        }
    }
}

#[async_trait]
impl Credential for ClientCredentials {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let response = self.grant.exchange(Parameters::from(request)).await;
        let response = response.map_err(|error| error::from_token_endpoint(&error))?;
        super::grant::access_token(&response, request, self.grant.binding())
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

/// Builds [`ClientCredentials`].
#[derive(Debug)]
pub struct ClientCredentialsBuilder {
    client_id: String,
    authentication: ClientAuthentication,
    http: Option<reqwest::ClientBuilder>,
    headers: HeaderMap,
    dpop: Option<SigningKey>,
}

impl ClientCredentialsBuilder {
    /// Settings of the HTTP client for requests to the authorization server: time limits, proxies, certificates. Without
    /// a call it gives up after 30 seconds. It never follows redirects.
    #[must_use]
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// Adds a header to requests for tokens, such as the key of a gateway. Its value is treated as a secret.
    #[must_use]
    pub fn header(mut self, name: HeaderName, mut value: HeaderValue) -> Self {
        value.set_sensitive(true);
        self.headers.append(name, value);
        self
    }

    /// Has tokens bound to a key (`DPoP`, RFC 9449), so that whoever steals one cannot use it. A token that the server
    /// does not bind is refused.
    #[must_use]
    pub fn dpop(mut self, key: SigningKey) -> Self {
        self.dpop = Some(key);
        self
    }

    /// Looks the token endpoint up in the metadata of the issuer: OpenID Connect Discovery, else RFC 8414.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the issuer is not a URL that a secret may be sent to, its metadata cannot be fetched or
    /// names another issuer, or it does not support the client authentication that was chosen.
    pub async fn discover(mut self, issuer: &str) -> Result<ClientCredentials, CredentialError> {
        let transport = Transport::new(self.http.take(), &self.authentication)?;
        let server = Server::discover(issuer, &transport).await?;
        self.build(server, transport)
    }

    /// Uses a token endpoint as it is, for servers without metadata.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when it is not a URL that a secret may be sent to.
    pub fn token_endpoint(mut self, url: &str) -> Result<ClientCredentials, CredentialError> {
        let transport = Transport::new(self.http.take(), &self.authentication)?;
        self.build(Server::with_token_endpoint(url)?, transport)
    }

    fn build(self, mut server: Server, transport: Transport) -> Result<ClientCredentials, CredentialError> {
        check_headers(&self.headers)?;
        let authentication = self.authentication.with(&mut server)?;
        let transport = transport.with_headers(self.headers);
        let binding = Binding::new(self.dpop);
        Ok(ClientCredentials { grant: ServiceGrant::new(self.client_id, authentication, server, transport, binding) })
    }
}

/// Headers that say what the flow itself says would contradict it.
fn check_headers(headers: &HeaderMap) -> Result<(), CredentialError> {
    let own = [header::AUTHORIZATION, header::CONTENT_TYPE, header::CONTENT_LENGTH, HeaderName::from_static("dpop")];
    match own.iter().find(|name| headers.contains_key(*name)) {
        None => Ok(()),
        Some(name) => {
            let message = format!("the header `{name}` cannot be added: the flow itself sends it");
            Err(CredentialError::new(CredentialErrorKind::Configuration, message))
        }
    }
}
