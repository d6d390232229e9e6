use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use auth_core::{CredentialError, CredentialErrorKind, ScopeSet, lifecycle::Clock};
use huskarl::grant::device_authorization::{
    DeviceAuthorizationGrant, PendingState, PollError, PollResult, StartOutput,
};

use super::{ClientRegistration, Session, SignInError, error, session::SignedIn, sign_in_request::SignInRequest};

/// What a server that says zero gets.
const SHORTEST: Duration = Duration::from_secs(1);

/// A code that was shown to a user, who is to enter it on another machine (RFC 8628 section 3.2).
///
/// To drop it gives the sign-in up.
#[must_use = "the sign-in is given up when this is dropped"]
pub struct DeviceAuthorization {
    context: Context,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    expires_at: SystemTime,
    /// On the monotonic clock.
    deadline: Duration,
    state: PendingState,
}

/// What was asked for, by whom.
pub(super) struct Context {
    pub(super) registration: ClientRegistration,
    pub(super) request: SignInRequest,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) asked: Option<ScopeSet>,
    pub(super) grant: DeviceAuthorizationGrant,
}

/// How the wait for a user goes on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeviceProgress {
    /// In how long the server is asked again.
    pub next: Duration,
    /// How long the code is still good.
    pub left: Duration,
    /// Why the server could not be asked just now; it will be again.
    pub trouble: Option<CredentialError>,
}

impl DeviceAuthorization {
    pub(super) fn new(context: Context, started: StartOutput, began: Duration) -> Self {
        let lifetime = started.expires_at.duration_since(SystemTime::now()).unwrap_or_default();
        Self {
            context,
            user_code: started.user_code,
            verification_uri: started.verification_uri,
            verification_uri_complete: started.verification_uri_complete,
            expires_at: started.expires_at,
            deadline: began.saturating_add(lifetime),
            state: started.pending_state,
        }
    }

    /// What the user is to enter. Upper and lower case and dashes are for reading.
    #[must_use]
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// Where the user is to enter it: short enough to be typed.
    #[must_use]
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// The same with the code in it, to be shown as a QR code or link; not every server has it. The user still compares
    /// the code.
    #[must_use]
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.verification_uri_complete.as_deref()
    }

    /// Until when the code is good.
    #[must_use]
    pub const fn expires_at(&self) -> SystemTime {
        self.expires_at
    }

    /// Waits until the user has signed in.
    ///
    /// The server is asked in the intervals that it wants, at first every five seconds if it does not say. A server that
    /// cannot be reached is asked again, less often each time.
    ///
    /// # Errors
    ///
    /// [`SignInError::Refused`] when the user said no, [`SignInError::Expired`] when nobody came in time; else why the
    /// server gave no token.
    pub async fn wait(self) -> Result<Session, SignInError> {
        self.wait_with(|_| {}).await
    }

    /// The same, and tells how it goes on, each time before it waits.
    ///
    /// # Errors
    ///
    /// As [`wait`](Self::wait).
    pub async fn wait_with(mut self, mut progress: impl FnMut(DeviceProgress) + Send) -> Result<Session, SignInError> {
        let mut trouble = None;
        let mut backoff = Duration::ZERO;
        loop {
            let left = self.deadline.saturating_sub(self.context.clock.now().monotonic);
            if left.is_zero() {
                return Err(SignInError::Expired);
            }
            let interval = Duration::from_secs(self.state.interval_secs.into()).max(SHORTEST);
            let next = interval.max(backoff).min(left);
            progress(DeviceProgress { next, left, trouble: trouble.take() });
            self.context.clock.sleep(next).await;
            if left < interval {
                // To ask once more would be earlier than the server wants.
                return Err(SignInError::Expired);
            }

            let asked_at = SystemTime::now();
            match self.poll().await {
                Ok(PollResult::Complete(response)) => {
                    let Context { registration, request, asked, .. } = self.context;
                    let signed_in = SignedIn { response: *response, id_token: None, code: None, asked, asked_at };
                    return Ok(Session::begin(registration, request, signed_in).await?);
                }
                Ok(PollResult::Pending) => backoff = Duration::ZERO,
                Err(SignInError::Credential(error)) if error.kind() == CredentialErrorKind::Unavailable => {
                    backoff = next.saturating_mul(2).max(error.retry_after().unwrap_or_default());
                    trouble = Some(error);
                }
                Err(error) => return Err(error),
            }
        }
    }

    async fn poll(&mut self) -> Result<PollResult, SignInError> {
        let resource = self.context.request.resource().map(|resource| vec![resource.to_owned()]);
        match self.context.grant.poll(&mut self.state, resource).await {
            Ok(result) => Ok(result),
            Err(PollError::AccessDenied) => Err(SignInError::Refused),
            Err(PollError::TokenExpired) => Err(SignInError::Expired),
            Err(PollError::Exchange { source }) => Err(error::from_token_endpoint(&source).into()),
            Err(other) => {
                let error = CredentialError::new(CredentialErrorKind::InvalidResponse, other.to_string());
                Err(error.into())
            }
        }
    }
}

impl fmt::Debug for DeviceAuthorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceAuthorization")
            .field("registration", &self.context.registration)
            .field("scopes", &self.context.asked)
            .field("verification_uri", &self.verification_uri)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
