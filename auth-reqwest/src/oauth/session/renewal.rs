use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, ScopeSet, TokenRequest,
    lifecycle::{Ended, RefreshToken, Renewed, Rotation},
};
use huskarl::{
    core::secrets::SecretString,
    grant::{
        core::{OAuth2ExchangeGrant as _, TokenResponse},
        refresh::RefreshGrantParameters,
    },
    token,
};
use tokio::{sync::oneshot, task, time};

use super::{
    SignedIn,
    id_token::{self, Issued},
    identity::Identity,
    state::State,
};
use crate::oauth::{
    ClientRegistration, error,
    sign_in_request::{SignInRequest, is_of_sign_in, to_strings},
    token_response,
};

/// How long the answer to a refresh token is waited for at most. The HTTP client's own time limit is shorter, unless it was
/// given a longer one or none.
const LONGEST_EXCHANGE: Duration = Duration::from_mins(2);

/// What a session does when a token is needed. Clones are the same.
#[derive(Clone)]
pub(super) struct Renewal(Arc<Inner>);

struct Inner {
    registration: ClientRegistration,
    rotation: Rotation,
    identity: Identity,
    /// The scopes that the user was asked for.
    asked: Option<ScopeSet>,
    /// What a token is for when a request does not say.
    resource: Option<String>,
    state: Mutex<State>,
}

impl Renewal {
    pub(super) fn new(registration: ClientRegistration, request: &SignInRequest, asked: Option<ScopeSet>) -> Self {
        let rotation = Rotation::new(request.store(), request.key(&registration));
        Self(Arc::new(Inner {
            registration,
            rotation,
            identity: Identity::default(),
            asked,
            resource: request.resource().map(str::to_owned),
            state: Mutex::default(),
        }))
    }

    /// Someone has signed in. What was kept of an earlier sign-in is forgotten, also when this one has no refresh token.
    pub(super) async fn begin(&self, signed_in: SignedIn) -> Result<(), CredentialError> {
        let SignedIn { response, id_token, code, asked_at, .. } = signed_in;
        match (Issued::in_response(&response, code), id_token) {
            (Some(issued), Some(id_token)) => self.0.identity.learn(&issued, id_token, &self.0.registration)?,
            (Some(issued), None) => self.0.identity.check(&issued, &self.0.registration).await?,
            (None, _) => id_token::check_absence(self.0.asked.as_ref())?,
        }
        let request = self.0.asked.clone().map(TokenRequest::for_scopes).unwrap_or_default();
        let access = token_response::access_token(&response, &request, self.0.registration.binding())?;
        let granted = access.scopes().cloned();
        let refresh = token_response::refresh_token(&response);
        match refresh {
            Some(refresh) => self.0.rotation.begin(RefreshToken::new(refresh, granted.clone())).await?,
            None => self.0.rotation.end().await.outcome?,
        }
        let mut state = self.state();
        state.begin(granted, refresh.is_some());
        state.issue(&access, asked_at);
        state.keep_last();
        Ok(())
    }

    /// Someone had signed in, and the store has the refresh token.
    pub(super) async fn restore(&self) -> Result<(), CredentialError> {
        self.state().begin(self.0.asked.clone(), true);
        self.renew(&TokenRequest::default()).await?;
        self.state().keep_last();
        Ok(())
    }

    pub(super) fn registration(&self) -> &ClientRegistration {
        &self.0.registration
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.0.identity
    }

    pub(super) fn granted(&self) -> Option<ScopeSet> {
        self.state().granted().cloned()
    }

    /// Uses the refresh token, as a task of its own: whoever gives up, or has waited too long, does not cost the session
    /// the refresh token that the server is about to answer with.
    async fn renew(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let (renewal, request) = (self.clone(), request.clone());
        // The end of it that is held here is dropped with the caller.
        let (caller, _waits) = oneshot::channel();
        let task = task::spawn(async move { renewal.exchange(&request, &caller).await });
        task.await.unwrap_or_else(|error| Err(CredentialError::unavailable(error)))
    }

    async fn exchange(
        &self,
        request: &TokenRequest,
        caller: &oneshot::Sender<()>,
    ) -> Result<AccessToken, CredentialError> {
        let wanted = &self.wanted(request);
        self.state().check_renewable()?;
        // The ID token that came with the answer.
        let issued = Mutex::new(None);
        let renewed = self.0.rotation.renew(wanted.as_ref(), |refresh| {
            let parameters = self.parameters(&refresh, request, wanted.as_ref());
            let issued = &issued;
            async move {
                // Its turn has come. By now someone may have signed out, or nobody wait for it any more.
                self.state().check_renewable()?;
                if caller.is_closed() {
                    return Err(unavailable("nobody waits for the token any more"));
                }
                let asked_at = SystemTime::now();
                let grant = self.0.registration.refresh_grant();
                // Others wait for their turn.
                let response = time::timeout(LONGEST_EXCHANGE, grant.exchange(parameters)).await;
                let response = response.map_err(|_| unavailable("the authorization server did not answer in time"))?;
                let response = response.map_err(|error| error::from_token_endpoint(&error))?;
                *lock(issued) = Issued::in_response(&response, None);
                Ok(self.renewed(&response, asked_at, &refresh, wanted.as_ref()))
            }
        });
        let access = renewed.await.inspect_err(|error| self.note(error))?;
        let issued = lock(&issued).take();
        // Only now that the new refresh token is safe: a check that fails for want of keys is not to cost the session.
        if let Some(issued) = issued {
            self.0.identity.check(&issued, &self.0.registration).await?;
        }
        self.state().check_renewable().map(|()| access)
    }

    /// Nothing is served from now on.
    pub(super) fn close(&self) {
        self.state().close();
    }

    /// Forgets all there is. Returns what there is to revoke, with the access tokens that still live.
    pub(super) async fn end(&self) -> (Ended, Vec<AccessToken>) {
        let ended = self.0.rotation.end().await;
        (ended, self.state().take_issued())
    }

    fn renewed(
        &self,
        response: &TokenResponse,
        asked_at: SystemTime,
        refresh: &RefreshToken,
        wanted: Option<&ScopeSet>,
    ) -> Renewed {
        // RFC 6749 section 6: without `scope`, it is what was granted before, or what was asked for of that.
        let scopes = self.narrower(wanted).or(refresh.scopes().cloned());
        let request = scopes.map(TokenRequest::for_scopes).unwrap_or_default();
        let access = token_response::access_token(response, &request, self.0.registration.binding());
        if let Ok(access) = &access {
            // Here, where the rotation is locked, so that whoever signs out has it revoked.
            self.state().issue(access, asked_at);
        }
        let renewed = access.map_or_else(Renewed::unusable, Renewed::new);
        match token_response::refresh_token(response) {
            None => renewed,
            Some(rotated) => renewed.with_refresh_token(rotated),
        }
    }

    fn parameters(
        &self,
        refresh: &RefreshToken,
        request: &TokenRequest,
        wanted: Option<&ScopeSet>,
    ) -> RefreshGrantParameters {
        let secret = SecretString::new(refresh.secret().expose());
        let resources = match (request.resources(), &self.0.resource) {
            ([], None) => None,
            ([], Some(resource)) => Some(vec![resource.clone()]),
            (resources, _) => Some(resources.to_vec()),
        };
        RefreshGrantParameters::builder()
            .refresh_token(token::RefreshToken::new(secret, None))
            .maybe_scope(self.narrower(wanted).as_ref().map(to_strings))
            .maybe_resource(resources)
            .build()
    }

    /// What is wanted, without what the user was asked for and did not grant.
    fn wanted(&self, request: &TokenRequest) -> Option<ScopeSet> {
        let wanted = request.scopes()?;
        let refused = match (&self.0.asked, self.state().granted()) {
            (Some(asked), Some(granted)) => asked.difference(granted),
            _ => ScopeSet::new(),
        };
        Some(wanted.difference(&refused))
    }

    /// What is wanted, if it is less than what APIs can get with this session.
    fn narrower(&self, wanted: Option<&ScopeSet>) -> Option<ScopeSet> {
        let (wanted, granted) = (wanted?, self.granted()?);
        let all = granted.iter().filter(|scope| !is_of_sign_in(scope)).all(|scope| wanted.contains(scope.as_str()));
        if all || wanted.is_empty() { None } else { Some(wanted.clone()) }
    }

    /// The access token that came with the sign-in, if it is good for this request and was not served for it yet. Whoever
    /// wants less gets less, where that can be had.
    fn first(&self, request: &TokenRequest) -> Option<AccessToken> {
        let is_wide = self.narrower(self.wanted(request).as_ref()).is_some();
        if is_wide && self.state().check_renewable().is_ok() {
            return None;
        }
        let covers = match (request.scopes(), &self.0.asked) {
            (Some(wanted), Some(asked)) => wanted.is_subset(asked),
            _ => true,
        };
        let is_for = request.resources().iter().all(|resource| Some(resource) == self.0.resource.as_ref());
        if covers && is_for { self.state().first(request) } else { None }
    }

    /// What was refused will be refused again.
    fn note(&self, error: &CredentialError) {
        if error.code() == Some("invalid_grant") {
            self.state().forget_first();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0.state)
    }
}

#[async_trait]
impl Credential for Renewal {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        if request.audience().is_some() {
            let message = "a session obtains no tokens for an `audience`: name the API as a resource (RFC 8707)";
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        }
        match self.first(request) {
            Some(token) => Ok(token),
            None => self.renew(request).await,
        }
    }
}

impl fmt::Debug for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewal")
            .field("registration", &self.0.registration)
            .field("asked", &self.0.asked)
            .field("granted", &self.granted())
            .finish_non_exhaustive()
    }
}

fn unavailable(message: &'static str) -> CredentialError {
    CredentialError::new(CredentialErrorKind::Unavailable, message)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
