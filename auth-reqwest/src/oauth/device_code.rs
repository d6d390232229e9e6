use std::sync::Arc;

use auth_core::{
    CredentialError, CredentialErrorKind,
    lifecycle::{Clock, SystemClock},
};
use huskarl::grant::device_authorization::{DeviceAuthorizationGrant, StartInput, StartOutput};

use super::{
    ClientRegistration, DeviceAuthorization,
    device_authorization::Context,
    error,
    server::{Server, check_url},
    sign_in_request::{self, SignInRequest, non_empty, to_strings},
};

/// The device flow (RFC 8628): a user signs in with a browser on another machine. For programs on a machine without one: a
/// server that is reached by a terminal, a display, a headset.
///
/// ```no_run
/// use auth_core::Scope;
/// use auth_reqwest::oauth::{ClientRegistration, DeviceCode};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let app = ClientRegistration::builder("viewer").discover("https://iam.example.com").await?;
/// let pending = DeviceCode::new(&app).grant::<ModelRead>().start().await?;
/// println!("Open {} on any machine, and enter {}", pending.verification_uri(), pending.user_code());
/// let session = pending.wait().await?;
/// # _ = session;
/// # Ok(())
/// # }
/// ```
///
/// # Security
///
/// Nothing tells whether who enters the code is who sits at the program: whoever is sent a code by someone else must not
/// enter it (RFC 8628 section 5.4). Where there is a browser, use an
/// [`AuthorizationCode`](super::AuthorizationCode).
#[derive(Clone, Debug)]
pub struct DeviceCode {
    registration: ClientRegistration,
    request: SignInRequest,
    clock: Arc<dyn Clock>,
}

impl DeviceCode {
    /// Begins with who asks.
    #[must_use]
    pub fn new(registration: &ClientRegistration) -> Self {
        Self { registration: registration.clone(), request: SignInRequest::new(), clock: Arc::new(SystemClock) }
    }

    sign_in_request::setters!();

    /// The clock to wait by, for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Asks the server for a code to show to the user.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the server has no device flow, refuses the request, cannot be reached, or gives an answer
    /// that is none.
    pub async fn start(&self) -> Result<DeviceAuthorization, CredentialError> {
        let server = self.registration.server();
        let asked = self.request.asked(server);
        let grant = self.exchange(server)?;
        if server.is_openid_provider() {
            // Before the user is asked: they are needed when the code is used up.
            self.registration.verifier().await?;
        }
        let input = StartInput::builder()
            .maybe_scope(asked.as_ref().map(to_strings))
            .maybe_resource(non_empty(&self.request.resources))
            .build();
        let began = self.clock.now().monotonic;
        let started = grant.start(input).await.map_err(|error| {
            error::from_server(&error, "the sign-in could not be begun", "the answer to the request is not usable")
        })?;
        check_codes(&started)?;
        for uri in [Some(&started.verification_uri), started.verification_uri_complete.as_ref()].into_iter().flatten() {
            // A part of a page is as good a place to enter it.
            let page = uri.split('#').next().unwrap_or_default();
            check_url(page, "verification_uri")
                .map_err(|error| CredentialError::new(CredentialErrorKind::InvalidResponse, error.to_string()))?;
        }
        let context = Context {
            registration: self.registration.clone(),
            request: self.request.clone(),
            clock: self.clock.clone(),
            asked,
            grant,
        };
        Ok(DeviceAuthorization::new(context, started, began))
    }

    /// The exchange of a device code, by huskarl.
    fn exchange(&self, server: &Server) -> Result<DeviceAuthorizationGrant, CredentialError> {
        let registration = &self.registration;
        let endpoint = server
            .endpoint("device_authorization_endpoint", |metadata| metadata.device_authorization_endpoint.as_ref())?;
        let alias =
            server.alias("device_authorization_endpoint", |aliases| aliases.device_authorization_endpoint.as_ref())?;
        Ok(DeviceAuthorizationGrant::builder()
            .client_id(registration.client_id())
            .http_client(registration.transport().clone())
            .client_auth(registration.authentication().clone())
            .dpop(registration.binding().server().clone())
            .maybe_issuer(registration.issuer())
            .token_endpoint(server.token_endpoint.clone())
            .maybe_mtls_token_endpoint(server.mtls_token_endpoint().cloned())
            .maybe_token_endpoint_auth_methods_supported(server.authentication_methods.clone())
            .device_authorization_endpoint(endpoint)
            .maybe_mtls_device_authorization_endpoint(alias)
            .build())
    }
}

/// RFC 8628 section 3.2: both codes are there, and the one for the user can be shown and typed (section 6.1).
fn check_codes(started: &StartOutput) -> Result<(), CredentialError> {
    let invalid = |message| Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message));
    let can_be_shown = |c: char| c.is_alphanumeric() || matches!(c, ' '..='~');
    if started.pending_state.device_code.is_empty() || started.user_code.is_empty() {
        return invalid("the answer to the request has an empty code");
    }
    if !started.user_code.chars().all(can_be_shown) {
        return invalid("the user code has characters that cannot be shown");
    }
    Ok(())
}
