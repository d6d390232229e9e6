use std::{fmt, iter, mem, sync::Arc};

use auth_core::{CredentialError, CredentialErrorKind};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use huskarl::{
    core::{client_auth, crypto::verifier::JwsVerifier},
    grant::refresh::RefreshGrant,
};

use super::{ClientAuthentication, SigningKey, dpop::Binding, keys::Keys, server::Server, transport::Transport};
use crate::origin;

/// A client as an authorization server knows it: who it is, how it proves that, and where the server is asked. Each flow
/// begins with one.
///
/// ```no_run
/// use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials, ClientRegistration};
///
/// # async fn example() -> Result<(), auth_core::CredentialError> {
/// // A program on a user's machine has no secret (RFC 6749 section 2.1, RFC 8252 section 8.4).
/// let desktop = ClientRegistration::builder("viewer").discover("https://iam.example.com").await?;
///
/// let service = ClientRegistration::builder("agent")
///     .authentication(ClientAuthentication::secret("s3cret"))
///     .discover("https://iam.example.com")
///     .await?;
/// let credential = ClientCredentials::new(&service);
/// # _ = (desktop, credential);
/// # Ok(())
/// # }
/// ```
///
/// Cheap to clone; clones share the connections.
#[derive(Clone)]
pub struct ClientRegistration(Arc<Inner>);

struct Inner {
    client_id: String,
    authentication: Arc<dyn client_auth::ClientAuthentication>,
    is_authenticated: bool,
    server: Server,
    transport: Transport,
    binding: Binding,
    keys: Keys,
}

impl ClientRegistration {
    /// Starts with the client's identifier (RFC 6749 section 2.2).
    pub fn builder(client_id: impl Into<String>) -> ClientRegistrationBuilder {
        ClientRegistrationBuilder {
            client_id: client_id.into(),
            authentication: ClientAuthentication::none(),
            http: None,
            headers: HeaderMap::new(),
            dpop: None,
        }
    }

    /// The client's identifier.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.0.client_id
    }

    /// The server's identifier (RFC 8414 section 2); `None` when only its token endpoint is known.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.0.server.issuer()
    }

    /// A client that was just registered.
    pub(super) fn of(
        client_id: String,
        authentication: ClientAuthentication,
        mut server: Server,
        transport: Transport,
    ) -> Result<Self, CredentialError> {
        // The server has registered it so, whatever its metadata lists.
        server.authentication_methods = None;
        Self::builder(client_id).authentication(authentication).build(server, transport)
    }

    /// Whether the client proves who it is.
    pub(super) fn is_authenticated(&self) -> bool {
        self.0.is_authenticated
    }

    pub(super) fn authentication(&self) -> &Arc<dyn client_auth::ClientAuthentication> {
        &self.0.authentication
    }

    pub(super) fn server(&self) -> &Server {
        &self.0.server
    }

    pub(super) fn transport(&self) -> &Transport {
        &self.0.transport
    }

    pub(super) fn binding(&self) -> &Binding {
        &self.0.binding
    }

    /// What checks the signatures of the server.
    pub(super) async fn verifier(&self) -> Result<Arc<dyn JwsVerifier>, CredentialError> {
        self.0.keys.verifier(self.server(), self.transport()).await
    }

    /// The exchange of a refresh token (RFC 6749 section 6).
    pub(super) fn refresh_grant(&self) -> RefreshGrant {
        let server = self.server();
        RefreshGrant::builder()
            .client_id(self.client_id())
            .http_client(self.transport().clone())
            .client_auth(self.authentication().clone())
            .dpop(self.binding().server().clone())
            .maybe_issuer(self.issuer())
            .token_endpoint(server.token_endpoint.clone())
            .maybe_mtls_token_endpoint(server.mtls_token_endpoint().cloned())
            .maybe_token_endpoint_auth_methods_supported(server.authentication_methods.clone())
            .build()
    }
}

impl fmt::Debug for ClientRegistration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientRegistration")
            .field("client_id", &self.client_id())
            .field("issuer", &self.issuer())
            .field("token_endpoint", &origin::shown(&self.server().token_endpoint.to_string()))
            .finish_non_exhaustive()
    }
}

/// Builds a [`ClientRegistration`].
#[must_use]
pub struct ClientRegistrationBuilder {
    client_id: String,
    authentication: ClientAuthentication,
    http: Option<reqwest::ClientBuilder>,
    headers: HeaderMap,
    dpop: Option<SigningKey>,
}

impl ClientRegistrationBuilder {
    /// How the client proves who it is. Without a call it cannot: a public client (RFC 6749 section 2.1).
    pub fn authentication(mut self, authentication: impl Into<ClientAuthentication>) -> Self {
        self.authentication = authentication.into();
        self
    }

    /// Settings of the HTTP client for requests to the authorization server: time limits, proxies, certificates. Without
    /// a call it gives up after 30 seconds; with one, it has the time limit that the settings have, so set one (a session waits
    /// for two minutes at most when it refreshes). It never follows redirects.
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// Adds a header to requests to the authorization server, such as the key of a gateway: to those to the origin of the
    /// issuer or of the token endpoint, and to no others. Its value is treated as a secret.
    pub fn header(mut self, name: HeaderName, mut value: HeaderValue) -> Self {
        value.set_sensitive(true);
        self.headers.append(name, value);
        self
    }

    /// Has tokens bound to a key (`DPoP`, RFC 9449), so that whoever steals one cannot use it. A token that the server
    /// does not bind is refused.
    pub fn dpop(mut self, key: SigningKey) -> Self {
        self.dpop = Some(key);
        self
    }

    /// Looks the endpoints up in the metadata of the issuer: OpenID Connect Discovery, else RFC 8414.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the issuer is not a URL that a secret may be sent to, its metadata cannot be fetched or
    /// names another issuer, or it does not support the client authentication that was chosen.
    pub async fn discover(mut self, issuer: &str) -> Result<ClientRegistration, CredentialError> {
        let mut transport = self.transport()?;
        transport.allow(issuer);
        let server = Server::discover(issuer, &transport).await?;
        self.build(server, transport)
    }

    /// Uses a token endpoint as it is, for servers without metadata. Flows that need other endpoints are not possible
    /// then.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when it is not a URL that a secret may be sent to.
    pub fn token_endpoint(mut self, url: &str) -> Result<ClientRegistration, CredentialError> {
        let transport = self.transport()?;
        self.build(Server::with_token_endpoint(url)?, transport)
    }

    fn transport(&mut self) -> Result<Transport, CredentialError> {
        check_headers(&self.headers)?;
        let transport = Transport::new(self.http.take(), &self.authentication)?;
        Ok(transport.with_headers(mem::take(&mut self.headers)))
    }

    fn build(self, mut server: Server, mut transport: Transport) -> Result<ClientRegistration, CredentialError> {
        for endpoint in iter::once(&server.token_endpoint).chain(server.mtls_token_endpoint()) {
            transport.allow(&endpoint.to_string());
        }
        transport.learn(&self.authentication);
        let is_authenticated = !self.authentication.is_none();
        let authentication = self.authentication.with(&mut server)?;
        Ok(ClientRegistration(Arc::new(Inner {
            client_id: self.client_id,
            authentication,
            is_authenticated,
            server,
            transport,
            binding: Binding::new(self.dpop),
            keys: Keys::default(),
        })))
    }
}

impl fmt::Debug for ClientRegistrationBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientRegistrationBuilder")
            .field("client_id", &self.client_id)
            .field("authentication", &self.authentication)
            .field("headers", &self.headers.keys())
            .field("dpop", &self.dpop)
            .finish_non_exhaustive()
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
