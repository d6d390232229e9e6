use std::{fmt, time::SystemTime};

use auth_core::{CredentialError, CredentialErrorKind, ScopeSet, Secret};
use huskarl::{
    core::{crypto::signer::AsymmetricJwsSigner as _, jwk::PublicJwks, secrets::SecretString},
    registration::{
        ClientInformationResponse, ClientMetadata, ClientRegistration as RegistrationEndpoint, ClientSecretExpiry,
    },
};

use serde_json::json;

use super::{
    ClientAuthentication, ClientRegistration,
    Flow::{self, AuthorizationCode},
    SigningKey, error,
    server::Server,
    transport::Transport,
};

/// Has an authorization server make a client: dynamic registration (RFC 7591).
///
/// For servers that have a `registration_endpoint`. A client is registered once, and what the server issued is kept: see
/// [`RegisteredClient`]. A program that has been registered by hand begins with [`ClientRegistration::builder`].
///
/// ```no_run
/// use auth_reqwest::oauth::{ClientCredentials, ClientRegistration, Flow};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let registered = ClientRegistration::register()
///     .name("Nightly export")
///     .flows([Flow::ClientCredentials])
///     .scopes("model:read".parse()?)
///     .at("https://iam.example.com")
///     .await?;
/// // Keep client_id() and client_secret(): the next start is ClientRegistration::builder(id).authentication(secret).
/// let credential = ClientCredentials::new(registered.registration());
/// # _ = credential;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct NewClient {
    metadata: ClientMetadata,
    authentication: Authentication,
    initial_access_token: Option<Secret>,
    http: Option<reqwest::ClientBuilder>,
}

/// How the client is going to prove who it is.
enum Authentication {
    /// The server issues a secret.
    Issued,
    None,
    Key(SigningKey),
}

impl ClientRegistration {
    /// Starts the registration of a new client (RFC 7591). Without more calls, the server issues a secret, and the client
    /// uses authorization codes (RFC 7591 section 2).
    pub fn register() -> NewClient {
        NewClient {
            metadata: ClientMetadata::default(),
            authentication: Authentication::Issued,
            initial_access_token: None,
            http: None,
        }
    }
}

impl NewClient {
    /// What the server shows to users (`client_name`).
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.metadata.client_name = Some(name.into());
        self
    }

    /// How the client is going to obtain tokens (`grant_types`, `response_types`).
    pub fn flows(mut self, flows: impl IntoIterator<Item = Flow>) -> Self {
        self.metadata.grant_types = flows.into_iter().map(|flow| flow.grant_type().to_owned()).collect();
        self
    }

    /// Where users come back to (`redirect_uris`), each exactly as it will be sent.
    pub fn redirect_uris<U: Into<String>>(mut self, uris: impl IntoIterator<Item = U>) -> Self {
        self.metadata.redirect_uris = uris.into_iter().map(Into::into).collect();
        self
    }

    /// What the client may ask for (`scope`).
    pub fn scopes(mut self, scopes: ScopeSet) -> Self {
        self.metadata.scope = Some(scopes.into_iter().map(|name| name.as_str().to_owned()).collect());
        self
    }

    /// The client runs on a user's machine, and can keep no secret (RFC 6749 section 2.1, RFC 8252 section 8.4).
    pub fn public(mut self) -> Self {
        self.metadata.application_type = Some("native".to_owned());
        self.authentication = Authentication::None;
        self
    }

    /// The client proves who it is with a private key (`private_key_jwt`), whose public part is registered.
    pub fn private_key_jwt(mut self, key: SigningKey) -> Self {
        self.authentication = Authentication::Key(key);
        self
    }

    /// What the server has been told of the software by someone it trusts: a signed JWT (RFC 7591 section 2.3).
    pub fn software_statement(mut self, statement: impl Into<Secret>) -> Self {
        self.metadata.software_statement = Some(SecretString::new(statement.into().expose()));
        self
    }

    /// What permits to register, for servers that do not let everyone (RFC 7591 section 3).
    pub fn initial_access_token(mut self, token: impl Into<Secret>) -> Self {
        self.initial_access_token = Some(token.into());
        self
    }

    /// Settings of the HTTP client: as [`ClientRegistrationBuilder::http`](super::ClientRegistrationBuilder::http).
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// Registers the client at an issuer, which has to have metadata.
    ///
    /// # Errors
    ///
    /// [`CredentialError`]: as [`discover`](super::ClientRegistrationBuilder::discover); the server registers no clients;
    /// or it refused ([`code`](CredentialError::code), RFC 7591 section 3.2.2). Nothing says whether a registration whose
    /// answer was lost has been made.
    pub async fn at(mut self, issuer: &str) -> Result<RegisteredClient, CredentialError> {
        let transport = Transport::new(self.http.take(), &ClientAuthentication::none())?;
        let server = Server::discover(issuer, &transport).await?;
        let endpoint = server.endpoint("registration_endpoint", |server| server.registration_endpoint.as_ref())?;
        self.complete(&server)?;

        let token = self.initial_access_token.as_ref().map(|token| SecretString::new(token.expose()));
        let endpoint =
            RegistrationEndpoint::builder().registration_endpoint(endpoint).maybe_initial_access_token(token).build();
        let answer = endpoint.register(&transport, &self.metadata).await;
        let answer = answer.map_err(|error| error::from_registration(&error))?;
        let authentication = self.authentication_of(&answer)?;
        let registration = ClientRegistration::of(answer.client_id.clone(), authentication, server, transport)?;
        Ok(RegisteredClient { registration, answer })
    }

    /// What follows from the rest.
    fn complete(&mut self, server: &Server) -> Result<(), CredentialError> {
        let grant_types = &self.metadata.grant_types;
        let uses_codes =
            grant_types.is_empty() || grant_types.iter().any(|name| name == AuthorizationCode.grant_type());
        if !uses_codes {
            // Left out, it would be `code` (RFC 7591 section 2), which needs somewhere to come back to.
            self.metadata.extra.insert("response_types".to_owned(), json!([]));
            if self.metadata.redirect_uris.is_empty() {
                self.metadata.extra.insert("redirect_uris".to_owned(), json!([]));
            }
        }
        let method = match &self.authentication {
            Authentication::Issued => server.method_for_secret()?,
            Authentication::None => "none",
            Authentication::Key(key) => {
                self.metadata.token_endpoint_auth_signing_alg = Some(key.algorithm().name().to_owned());
                self.metadata.jwks = Some(PublicJwks::new(vec![key.public_key_jwk().into_owned()]));
                "private_key_jwt"
            }
        };
        if !matches!(self.authentication, Authentication::None) {
            // Before anything is made that could not be used.
            server.check_authentication_by(method)?;
        }
        self.metadata.token_endpoint_auth_method = Some(method.to_owned());
        Ok(())
    }

    /// What the server registered may be another method than the one that was asked for (RFC 7591 section 3.2.1).
    fn authentication_of(&self, answer: &ClientInformationResponse) -> Result<ClientAuthentication, CredentialError> {
        let answered = answer.metadata.token_endpoint_auth_method.as_deref();
        // A server that does not say has taken what was asked for.
        let method = answered.or(self.metadata.token_endpoint_auth_method.as_deref()).unwrap_or_default();
        let secret = || answer.client_secret.as_ref().map(|secret| Secret::new(secret.expose_secret()));
        match (method, &self.authentication, secret()) {
            ("none", ..) => Ok(ClientAuthentication::none()),
            ("client_secret_basic", _, Some(secret)) => Ok(ClientAuthentication::secret_basic(secret)),
            ("client_secret_post", _, Some(secret)) => Ok(ClientAuthentication::secret_post(secret)),
            ("private_key_jwt", Authentication::Key(key), _) => Ok(ClientAuthentication::private_key_jwt(key.clone())),
            _ => {
                let message = format!(
                    "the server registered a client that authenticates by `{method}`, which is not possible here"
                );
                Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message))
            }
        }
    }
}

impl fmt::Debug for NewClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewClient")
            .field("name", &self.metadata.client_name)
            .field("flows", &self.metadata.grant_types)
            .field("redirect_uris", &self.metadata.redirect_uris)
            .field("scopes", &self.metadata.scope)
            .finish_non_exhaustive()
    }
}

/// A client that an authorization server has just made, and what the server issued to it. Nothing of it can be asked for
/// again: what is needed later has to be kept now.
#[derive(Clone)]
pub struct RegisteredClient {
    registration: ClientRegistration,
    answer: ClientInformationResponse,
}

impl RegisteredClient {
    /// The client, which each flow begins with.
    #[must_use]
    pub const fn registration(&self) -> &ClientRegistration {
        &self.registration
    }

    /// The client's identifier.
    #[must_use]
    pub fn client_id(&self) -> &str {
        self.registration.client_id()
    }

    /// The secret that was issued; `None` for a client that has none.
    #[must_use]
    pub fn client_secret(&self) -> Option<Secret> {
        self.answer.client_secret.as_ref().map(|secret| Secret::new(secret.expose_secret()))
    }

    /// When the secret ends; `None` when it does not.
    #[must_use]
    pub const fn client_secret_expires_at(&self) -> Option<SystemTime> {
        match self.answer.client_secret_expires_at {
            ClientSecretExpiry::At(time) => Some(time),
            _ => None,
        }
    }

    /// What the client may ask for, as the server registered it: perhaps less than it was asked to. `None` when the server
    /// does not say.
    #[must_use]
    pub fn scopes(&self) -> Option<ScopeSet> {
        self.answer.metadata.scope.as_ref()?.join(" ").parse().ok()
    }

    /// What reads, changes and removes the registration (RFC 7592), at the URL beside it.
    #[must_use]
    pub fn registration_access_token(&self) -> Option<Secret> {
        self.answer.registration_access_token.as_ref().map(|token| Secret::new(token.expose_secret()))
    }

    /// Where the registration is (RFC 7592 section 3).
    #[must_use]
    pub fn registration_client_uri(&self) -> Option<&str> {
        self.answer.registration_client_uri.as_deref()
    }
}

impl fmt::Debug for RegisteredClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisteredClient")
            .field("registration", &self.registration)
            .field("client_secret_expires_at", &self.client_secret_expires_at())
            .field("scopes", &self.scopes())
            .finish_non_exhaustive()
    }
}
