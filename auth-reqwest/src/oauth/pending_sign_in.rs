use std::{
    fmt,
    time::{Duration, SystemTime},
};

use auth_core::{CredentialError, CredentialErrorKind, ScopeSet};
use huskarl::{
    core::jwt::validator::ValidatedJwt,
    grant::authorization_code::{AuthorizationCodeGrant, CompleteInput, PendingState, StartOutput},
    token::id_token::IdTokenClaims,
};

use super::{
    ClientRegistration, Session, SignInError,
    callback::{Callback, Code, RedirectUri},
    error,
    session::SignedIn,
    sign_in_request::SignInRequest,
};

/// Clocks differ a little.
const LEEWAY: Duration = Duration::from_secs(10);

/// A sign-in that has begun, and whose answer is awaited: at a web back end between two requests, in an app while the
/// browser is open.
///
/// It belongs to the browser that is sent to [`url`](Self::url): a web back end keeps it under the session cookie of that
/// browser, and under nothing that could be told to another.
///
/// To drop it gives the sign-in up.
#[must_use = "the sign-in is given up when this is dropped"]
pub struct PendingSignIn {
    /// Boxed, as it is large and the futures that hold it would be.
    context: Box<Context>,
    url: String,
    expires_at: Option<SystemTime>,
    state: PendingState,
}

/// What was asked for, by whom.
pub(super) struct Context {
    pub(super) registration: ClientRegistration,
    pub(super) request: SignInRequest,
    pub(super) asked: Option<ScopeSet>,
    pub(super) max_age: Option<Duration>,
    pub(super) redirect_uri: RedirectUri,
    pub(super) grant: AuthorizationCodeGrant,
}

impl PendingSignIn {
    pub(super) fn new(context: Context, started: StartOutput) -> Self {
        Self {
            context: Box::new(context),
            url: started.authorization_url.to_string(),
            expires_at: started.expires_at,
            state: started.pending_state,
        }
    }

    /// Where the user's browser is to go. It is meant for this user alone, and not for a log.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Until when the browser has to be there, for servers that take requests directly (RFC 9126 section 2.2).
    #[must_use]
    pub const fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Whether a URL is the answer to this very sign-in: it leads to the redirect URI, and has its `state`. What is not
    /// can be ignored.
    #[must_use]
    pub fn is_callback(&self, url: &str) -> bool {
        self.callback(url).is_ok()
    }

    /// Takes the answer: the URL that the browser was sent to. A web back end can leave out what comes before the path,
    /// which it may not know behind a proxy.
    ///
    /// There is one answer to a sign-in, so this can be called once. An app that other programs can call up, too, first
    /// looks whether it [is one](Self::is_callback).
    ///
    /// # Errors
    ///
    /// [`SignInError::Refused`] when the user said no; else what is wrong with the answer, or why the server gave no
    /// token for it.
    pub async fn complete(self, callback: &str) -> Result<Session, SignInError> {
        let Context { registration, grant, .. } = &*self.context;
        let metadata = registration.server().metadata()?;
        let names_itself = metadata.authorization_response_iss_parameter_supported;
        let Code { code, issuer } = self.callback(callback)?.into_code(&metadata.issuer, names_itself)?;
        let input = CompleteInput::builder()
            .code(code.expose())
            .state(&self.state.state)
            .maybe_iss(issuer)
            .maybe_resource(self.context.request.resource().map(|resource| vec![resource.to_owned()]))
            .build();
        let asked_at = SystemTime::now();
        // Boxed for the same reason.
        let output = Box::pin(grant.complete(&self.state, input)).await;
        let output = output.map_err(|error| error::from_token_endpoint(&error))?;
        if let (Some(max_age), Some(id_token)) = (self.context.max_age, &output.id_token) {
            check_age(id_token, max_age)?;
        }
        let Context { registration, request, asked, .. } = *self.context;
        let signed_in =
            SignedIn { response: output.token_response, id_token: output.id_token, code: Some(code), asked, asked_at };
        Ok(Session::begin(registration, request, signed_in).await?)
    }

    fn callback(&self, url: &str) -> Result<Callback, SignInError> {
        Callback::read(url, &self.context.redirect_uri, &self.state.state)
    }
}

impl fmt::Debug for PendingSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingSignIn")
            .field("registration", &self.context.registration)
            .field("scopes", &self.context.asked)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// OpenID Connect Core 1.0 section 3.1.3.7, number 13.
fn check_age(id_token: &ValidatedJwt<IdTokenClaims>, max_age: Duration) -> Result<(), CredentialError> {
    let invalid = |message| Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message));
    let Some(auth_time) = id_token.claims.auth_time else {
        return invalid("the ID token does not say when the user signed in (`auth_time`), as `max_age` demands");
    };
    let signed_in = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(auth_time));
    let oldest = SystemTime::now().checked_sub(max_age.saturating_add(LEEWAY));
    match (signed_in, oldest) {
        (Some(signed_in), Some(oldest)) if signed_in < oldest => {
            invalid("the user signed in longer ago than `max_age` allows")
        }
        _ => Ok(()),
    }
}
