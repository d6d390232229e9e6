use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use auth_core::{CredentialError, CredentialErrorKind, ScopeSet};
use huskarl::grant::authorization_code::{AuthorizationCodeGrant, StartInput, StartOutput};

use super::{
    ClientRegistration, PendingSignIn, Prompt,
    callback::RedirectUri,
    error,
    jws::AwsLcPlatform,
    keys, pending_sign_in,
    sign_in_request::{self, SignInRequest, non_empty, to_strings},
};
use crate::origin;

/// Code and PKCE (RFC 6749 section 4.1, RFC 7636): a user signs in with a browser, and comes back to the program.
///
/// ```no_run
/// use auth_core::{Scope, lifecycle::MemoryStore};
/// use auth_reqwest::{
///     Client,
///     oauth::{AuthorizationCode, ClientRegistration},
/// };
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// # async fn open(url: &str) -> String { url.to_owned() }
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let app = ClientRegistration::builder("viewer").discover("https://iam.example.com").await?;
/// let pending = AuthorizationCode::new(&app, "com.example.viewer:/signed-in")
///     .grant::<ModelRead>()
///     .store(MemoryStore::new())
///     .start()
///     .await?;
/// let callback = open(pending.url()).await; // the host opens the browser, and is called with a URL in the end
/// let session = pending.complete(&callback).await?;
///
/// let api: Client<ModelRead> = Client::builder("https://api.example.com").session(&session).build()?;
/// api.verify().await?; // the user may have granted less than was asked for
/// # Ok(())
/// # }
/// ```
///
/// The redirect URI is one that the client has registered: a URL of a web back end, a claimed `https` URL or a scheme of
/// its own for a mobile app, or loopback.
///
/// # Security
///
/// PKCE is always used, with `S256` alone; a server that cannot is refused. Sign-ins are bound to the browser that began
/// them by `state`, to the server by `iss` where it has that (RFC 9207), and ID tokens to the sign-in by `nonce`. Servers
/// that take requests directly get them so (PAR, RFC 9126).
#[derive(Clone)]
pub struct AuthorizationCode {
    registration: ClientRegistration,
    redirect_uri: String,
    request: SignInRequest,
    prompt: Option<Prompt>,
    login_hint: Option<String>,
    acr_values: Vec<String>,
    max_age: Option<Duration>,
}

impl AuthorizationCode {
    /// Begins with who asks, and where the user comes back to.
    pub fn new(registration: &ClientRegistration, redirect_uri: impl Into<String>) -> Self {
        Self {
            registration: registration.clone(),
            redirect_uri: redirect_uri.into(),
            request: SignInRequest::new(),
            prompt: None,
            login_hint: None,
            acr_values: Vec::new(),
            max_age: None,
        }
    }

    sign_in_request::setters!();

    /// What the server is to ask the user for.
    #[must_use]
    pub const fn prompt(mut self, prompt: Prompt) -> Self {
        self.prompt = Some(prompt);
        self
    }

    /// Tells the server who is about to sign in: an e-mail address, say.
    #[must_use]
    pub fn login_hint(mut self, hint: impl Into<String>) -> Self {
        self.login_hint = Some(hint.into());
        self
    }

    /// Asks for a way of signing in, the preferred first (`acr`). A server may use another one: what it says is in
    /// [`Session::identity`](super::Session::identity).
    #[must_use]
    pub fn acr_values<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.acr_values = values.into_iter().map(Into::into).collect();
        self
    }

    /// How long ago, at most, the user may have signed in at the server; rounded down to seconds. An answer that says
    /// otherwise is refused.
    #[must_use]
    pub const fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    #[cfg(feature = "axum")]
    pub(super) const fn registration(&self) -> &ClientRegistration {
        &self.registration
    }

    #[cfg(feature = "axum")]
    pub(super) fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Asks the server for a sign-in. Nothing is shown to anyone yet.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the redirect URI cannot be used, the server cannot do what is needed, refuses the
    /// request, or cannot be reached.
    pub async fn start(&self) -> Result<PendingSignIn, CredentialError> {
        let server = self.registration.server();
        let redirect_uri = RedirectUri::parse(&self.redirect_uri)?;
        let asked = self.request.asked(server);
        if self.max_age.is_some() && !server.is_openid_provider() {
            let message =
                "the server is no OpenID provider, so it cannot say how long ago the user signed in (`max_age`)";
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        }
        let grant = self.exchange(asked.as_ref()).await?;
        let input = StartInput::builder()
            .maybe_scope(asked.as_ref().map(to_strings))
            .maybe_resource(non_empty(&self.request.resources))
            .maybe_prompt(Prompt::requested(self.prompt, self.request.asks_for_offline_access(server)))
            .maybe_max_age(self.max_age)
            .maybe_login_hint(self.login_hint.clone())
            .maybe_acr_values(non_empty(&self.acr_values))
            .build();
        // Boxed, as it is large.
        let started = Box::pin(grant.start(input)).await.map_err(|error| {
            error::from_server(&error, "the sign-in could not be begun", "the answer to the request is not usable")
        })?;
        check_pushed(&started)?;
        Ok(PendingSignIn::new(
            pending_sign_in::Context {
                registration: self.registration.clone(),
                request: self.request.clone(),
                asked,
                max_age: self.max_age,
                redirect_uri,
                grant,
            },
            started,
        ))
    }

    /// The same on a port of this machine, where the program listens: for desktop and command line.
    #[cfg(feature = "loopback")]
    pub fn loopback(self) -> super::Loopback {
        super::Loopback::new(self)
    }

    /// Where the user comes back to.
    #[cfg(feature = "loopback")]
    pub(super) fn redirect_uri_mut(&mut self) -> &mut String {
        &mut self.redirect_uri
    }

    /// The exchange of a code, by huskarl.
    async fn exchange(&self, asked: Option<&ScopeSet>) -> Result<AuthorizationCodeGrant, CredentialError> {
        let registration = &self.registration;
        let server = registration.server();
        let metadata = server.metadata()?;
        require_s256(&metadata.code_challenge_methods_supported)?;
        let authorization_endpoint =
            server.endpoint("authorization_endpoint", |metadata| metadata.authorization_endpoint.as_ref())?;
        let pushed = server.optional_endpoint("pushed_authorization_request_endpoint", |metadata| {
            metadata.pushed_authorization_request_endpoint.as_ref()
        })?;
        let pushed_alias = server.alias("pushed_authorization_request_endpoint", |aliases| {
            aliases.pushed_authorization_request_endpoint.as_ref()
        })?;
        let has_id_token = asked.is_some_and(|asked| asked.contains("openid"));
        let verifier = if has_id_token { Some(registration.verifier().await?) } else { None };
        AuthorizationCodeGrant::builder()
            .client_id(registration.client_id())
            .http_client(registration.transport().clone())
            .client_auth(registration.authentication().clone())
            .dpop(registration.binding().server().clone())
            .issuer(&metadata.issuer)
            .token_endpoint(server.token_endpoint.clone())
            .maybe_mtls_token_endpoint(server.mtls_token_endpoint().cloned())
            .maybe_token_endpoint_auth_methods_supported(server.authentication_methods.clone())
            .authorization_endpoint(authorization_endpoint)
            .maybe_pushed_authorization_request_endpoint(pushed)
            .maybe_mtls_pushed_authorization_request_endpoint(pushed_alias)
            .require_pushed_authorization_requests(metadata.require_pushed_authorization_requests)
            .authorization_response_iss_parameter_supported(metadata.authorization_response_iss_parameter_supported)
            .redirect_uri(&self.redirect_uri)
            .maybe_allowed_id_token_signed_response_algs(server.id_token_algorithms())
            .jws_verifier_platform(Arc::new(AwsLcPlatform))
            .maybe_jws_verifier_factory(verifier.map(keys::same))
            .build()
            .await
            .map_err(|error| {
                error::from_server(&error, "the sign-in could not be begun", "the server's metadata is not usable")
            })
    }
}

/// Without the hint, which names a person.
impl fmt::Debug for AuthorizationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationCode")
            .field("registration", &self.registration)
            .field("redirect_uri", &origin::shown(&self.redirect_uri))
            .field("request", &self.request)
            .field("prompt", &self.prompt)
            .field("acr_values", &self.acr_values)
            .field("max_age", &self.max_age)
            .finish_non_exhaustive()
    }
}

/// RFC 9126 section 2.2: a request that the server has taken has a name, and some time left.
fn check_pushed(started: &StartOutput) -> Result<(), CredentialError> {
    let Some(end) = started.expires_at else {
        return Ok(()); // It was not pushed.
    };
    let mut parameters = started.authorization_url.query().unwrap_or_default().split('&');
    let message = if parameters.any(|parameter| parameter == "request_uri=") {
        "the server took the request, and its `request_uri` is empty"
    } else if end <= SystemTime::now() {
        "the server took the request, and says that it is over already (`expires_in`)"
    } else {
        return Ok(());
    };
    Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message))
}

/// A server that lists the methods which it has, and not this one, would be sent the verifier itself (`plain`).
fn require_s256(supported: &[String]) -> Result<(), CredentialError> {
    if supported.is_empty() || supported.iter().any(|method| method == "S256") {
        return Ok(());
    }
    let message = format!("the server does PKCE by `{}` only, and not by `S256`", supported.join("`, `"));
    Err(CredentialError::new(CredentialErrorKind::Configuration, message))
}
