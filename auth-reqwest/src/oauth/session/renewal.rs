use std::{
    collections::HashSet,
    fmt, mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, Lifetime, ScopeSet, TokenRequest,
    lifecycle::{RefreshToken, RefreshTokenStore, Renewed, Rotation},
};
use huskarl::{
    core::secrets::SecretString,
    grant::{
        core::{OAuth2ExchangeGrant as _, TokenResponse},
        refresh::RefreshGrantParameters,
    },
    token,
};

use super::{SignedIn, identity::Identity};
use crate::oauth::{
    ClientRegistration, error,
    sign_in_request::{SignInRequest, is_of_sign_in},
    token_response,
};

/// What a session does when a token is needed.
pub(super) struct Renewal {
    registration: ClientRegistration,
    store: Arc<dyn RefreshTokenStore>,
    rotation: Rotation,
    identity: Identity,
    /// The scopes that the user was asked for.
    asked: Option<ScopeSet>,
    /// What a token is for when a request does not say.
    resource: Option<String>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    granted: Option<ScopeSet>,
    first: Option<First>,
    has_refresh_token: bool,
    has_ended: bool,
    /// What lives of the access tokens that were served, to be revoked at the end.
    issued: Vec<AccessToken>,
}

/// What a session leaves behind.
pub(super) struct Ended {
    pub(super) issued: Vec<AccessToken>,
    pub(super) refresh: Option<RefreshToken>,
    /// Whether the store has forgotten it.
    pub(super) stored: Result<(), CredentialError>,
}

/// The access token that came with the sign-in. Whoever asks twice for the same has a reason to want another one.
struct First {
    token: AccessToken,
    served: HashSet<TokenRequest>,
}

impl Renewal {
    pub(super) fn new(registration: ClientRegistration, request: &SignInRequest, asked: Option<ScopeSet>) -> Self {
        let rotation = Rotation::new(request.store.clone(), request.key(&registration));
        Self {
            registration,
            store: request.store.clone(),
            rotation,
            identity: Identity::default(),
            asked,
            resource: request.resource().map(str::to_owned),
            state: Mutex::default(),
        }
    }

    /// Someone has signed in. What was kept of an earlier sign-in is forgotten, also when this one has no refresh token.
    pub(super) async fn begin(&self, signed_in: SignedIn) -> Result<(), CredentialError> {
        let SignedIn { response, id_token, asked_at, .. } = signed_in;
        let request = self.asked.clone().map(TokenRequest::for_scopes).unwrap_or_default();
        let access = token_response::access_token(&response, &request, self.registration.binding())?;
        let granted = access.scopes().cloned();
        match response.refresh_token() {
            Some(refresh) => {
                self.rotation.begin(RefreshToken::new(refresh.token().expose_secret(), granted.clone())).await?;
            }
            None => _ = self.rotation.end().await?,
        }
        if let (Some(raw), Some(id_token)) = (response.id_token(), id_token) {
            self.identity.learn(raw, id_token);
        }
        let mut state = self.state();
        state.granted = granted;
        state.has_refresh_token = response.refresh_token().is_some();
        state.first = Some(First::new(state.issue(access, asked_at)));
        Ok(())
    }

    /// Someone had signed in, and the store has the refresh token.
    pub(super) async fn restore(&self) -> Result<(), CredentialError> {
        {
            let mut state = self.state();
            state.granted.clone_from(&self.asked);
            state.has_refresh_token = true;
        }
        let access = self.renew(&TokenRequest::default()).await?;
        self.state().first = Some(First::new(access));
        Ok(())
    }

    pub(super) const fn registration(&self) -> &ClientRegistration {
        &self.registration
    }

    pub(super) const fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn granted(&self) -> Option<ScopeSet> {
        self.state().granted.clone()
    }

    async fn renew(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let wanted = &self.wanted(request);
        self.state().check_renewable()?;
        let asked_at = SystemTime::now();
        let id_token = Mutex::new(None);
        let renewed = self.rotation.renew(wanted.as_ref(), |refresh| {
            let parameters = self.parameters(&refresh, request, wanted.as_ref());
            let id_token = &id_token;
            async move {
                let response = self.registration.refresh_grant().exchange(parameters).await;
                let response = response.map_err(|error| error::from_token_endpoint(&error))?;
                *lock(id_token) = response.id_token().cloned();
                self.renewed(&response, &refresh, wanted.as_ref())
            }
        });
        let access = renewed.await.inspect_err(|error| self.note(error))?;
        // Only now that the new refresh token is safe: a check that fails for want of keys is not to cost the session.
        let id_token = lock(&id_token).take();
        if let Some(id_token) = id_token {
            self.identity.check(&id_token, &self.registration).await?;
        }
        Ok(self.state().issue(access, asked_at))
    }

    /// Nothing is served from now on. Returns what there is to revoke.
    pub(super) async fn end(&self) -> Ended {
        let issued = {
            let mut state = self.state();
            state.has_ended = true;
            state.first = None;
            mem::take(&mut state.issued)
        };
        // A store that cannot forget may still tell what is to be revoked.
        let kept = self.store.load(self.rotation.key()).await;
        match self.rotation.end().await {
            Ok(refresh) => Ended { issued, refresh, stored: Ok(()) },
            Err(error) => Ended { issued, refresh: kept.unwrap_or_default(), stored: Err(error) },
        }
    }

    fn renewed(
        &self,
        response: &TokenResponse,
        refresh: &RefreshToken,
        wanted: Option<&ScopeSet>,
    ) -> Result<Renewed, CredentialError> {
        // RFC 6749 section 6: without `scope`, it is what was granted before, or what was asked for of that.
        let scopes = self.narrower(wanted).or(refresh.scopes().cloned());
        let request = scopes.map(TokenRequest::for_scopes).unwrap_or_default();
        let access = token_response::access_token(response, &request, self.registration.binding())?;
        let renewed = Renewed::new(access);
        Ok(match response.refresh_token() {
            None => renewed,
            Some(rotated) => renewed.with_refresh_token(rotated.token().expose_secret()),
        })
    }

    fn parameters(
        &self,
        refresh: &RefreshToken,
        request: &TokenRequest,
        wanted: Option<&ScopeSet>,
    ) -> RefreshGrantParameters {
        let secret = SecretString::new(refresh.secret().expose());
        let resources = match (request.resources(), &self.resource) {
            ([], None) => None,
            ([], Some(resource)) => Some(vec![resource.clone()]),
            (resources, _) => Some(resources.to_vec()),
        };
        RefreshGrantParameters::builder()
            .refresh_token(token::RefreshToken::new(secret, None))
            .maybe_scope(self.narrower(wanted).map(|scopes| scopes.iter().map(ToString::to_string).collect()))
            .maybe_resource(resources)
            .build()
    }

    /// What is wanted, without what the user was asked for and did not grant.
    fn wanted(&self, request: &TokenRequest) -> Option<ScopeSet> {
        let wanted = request.scopes()?;
        let refused = match (&self.asked, &self.state().granted) {
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

    /// The access token that came with the sign-in, if it is good for this request and was not served for it yet.
    fn first(&self, request: &TokenRequest) -> Option<AccessToken> {
        let mut state = self.state();
        let first = state.first.as_mut().filter(|first| is_alive(&first.token))?;
        let covers = match (request.scopes(), &self.asked) {
            (Some(wanted), Some(asked)) => wanted.is_subset(asked),
            _ => true,
        };
        let is_for = |resources: &[String]| resources.iter().all(|resource| Some(resource) == self.resource.as_ref());
        if covers && is_for(request.resources()) && first.served.insert(request.clone()) {
            return Some(first.token.clone());
        }
        None
    }

    /// What was refused will be refused again.
    fn note(&self, error: &CredentialError) {
        if error.code() == Some("invalid_grant") {
            let mut state = self.state();
            state.first = None;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
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

impl State {
    fn check_renewable(&self) -> Result<(), CredentialError> {
        let message = match self {
            Self { has_ended: true, .. } => "the user has signed out",
            Self { has_refresh_token: false, .. } => {
                "the access token cannot be renewed: the server issued no refresh token"
            }
            _ => return Ok(()),
        };
        Err(CredentialError::new(CredentialErrorKind::SignInRequired, message))
    }

    /// Notes a token, whose life is counted once: from before it was asked for.
    fn issue(&mut self, token: AccessToken, asked_at: SystemTime) -> AccessToken {
        let lifetime = match token.lifetime() {
            Lifetime::For(duration) => asked_at.checked_add(duration).map_or(Lifetime::Unlimited, Lifetime::Until),
            stated => stated,
        };
        let token = token.with_lifetime(lifetime);
        self.issued.retain(is_alive);
        self.issued.push(token.clone());
        token
    }
}

impl First {
    fn new(token: AccessToken) -> Self {
        Self { token, served: HashSet::new() }
    }
}

fn is_alive(token: &AccessToken) -> bool {
    !matches!(token.lifetime(), Lifetime::Until(end) if end <= SystemTime::now())
}

impl fmt::Debug for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewal")
            .field("registration", &self.registration)
            .field("asked", &self.asked)
            .field("granted", &self.granted())
            .finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
