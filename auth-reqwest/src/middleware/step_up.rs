use std::time::Duration;

use async_trait::async_trait;
use auth_core::{
    CredentialError, MissingScopes, ScopeName, ScopeSet, TokenRequest,
    lifecycle::{TokenCache, TokenSource},
};
use http::StatusCode;
use reqwest::Response;

use crate::{Challenges, operation::DeclaredOperation};

/// What is done when a token is valid but not enough: more scopes, or a stronger or more recent sign-in (RFC 9470).
///
/// There is none by default: then the server's challenge is returned. Set with
/// [`ClientBuilder::step_up`](crate::ClientBuilder::step_up), it is asked
///
/// - on a 403 with `insufficient_scope` (RFC 6750 section 3.1), and on a 401 with `insufficient_user_authentication`
///   (RFC 9470 section 3), if the body of the request can be sent again;
/// - when the operation requires scopes that the token was not granted, before anything is sent;
/// - once per request, and once for all requests that are waiting for the same.
///
/// What it obtains serves later requests too: until it is not to be had any more, or the client's own tokens are
/// [cleared](TokenCache::clear), as they are when their session is [signed out](crate::oauth::Session::sign_out). A session
/// that it comes from is another one, which whoever began it signs out of; where both are kept in one store for one user, to
/// sign out of one is to sign out of both.
///
/// A program for itself uses [`MoreScopes`]; one with a user asks the user, in a function:
///
/// ```
/// use auth_core::{CredentialError, TokenRequest, lifecycle::{TokenCache, TokenSource}};
/// use auth_reqwest::{Demand, StepUp};
///
/// # async fn sign_in(_: &Demand) -> Result<TokenCache, CredentialError> { unimplemented!() }
/// fn ask_the_user() -> impl StepUp {
///     |demand: Demand| async move {
///         if demand.acr_values().is_empty() {
///             return Ok(None); // the challenge is returned to whoever sent the request
///         }
///         // Signs in with demand.acr_values() and demand.max_age().
///         let tokens: TokenCache = sign_in(&demand).await?;
///         Ok(Some(tokens.source(demand.held().clone())))
///     }
/// }
/// # _ = ask_the_user();
/// ```
#[async_trait]
pub trait StepUp: Send + Sync + 'static {
    /// Obtains more; `None` declines. A token is taken from the source at once, and if there is none, all stays as it was.
    ///
    /// What never helps is to refresh the token that is there: it would have the same scopes and the same sign-in.
    ///
    /// The future is dropped with the request that asked, and the next one asks anew: what a user has begun is to go on in a
    /// task of its own. Others of the same client wait meanwhile, so what is called here is called with another client.
    ///
    /// # Errors
    ///
    /// [`CredentialError`]. Whoever sent the request finds it beside the challenge: as the source of the
    /// [`ResponseError`](crate::ResponseError), and in the extensions of the response. When nothing had been sent, it is the
    /// error of the request.
    async fn step_up(&self, demand: &Demand) -> Result<Option<TokenSource>, CredentialError>;
}

#[async_trait]
impl<F, A> StepUp for F
where
    F: Fn(Demand) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Option<TokenSource>, CredentialError>> + Send,
{
    async fn step_up(&self, demand: &Demand) -> Result<Option<TokenSource>, CredentialError> {
        self(demand.clone()).await
    }
}

/// Asks the same credential for more scopes, up to a limit: for programs that start with few scopes and take more as they
/// need them.
///
/// ```
/// use auth_core::{Dynamic, lifecycle::TokenCache};
/// use auth_reqwest::{Client, MoreScopes};
///
/// # fn example(credential: impl auth_core::Credential) -> Result<(), Box<dyn std::error::Error>> {
/// let tokens = TokenCache::new(credential);
/// let api: Client<Dynamic> = Client::builder("https://api.example.com")
///     .step_up(MoreScopes::up_to("model:read model:write".parse()?, &tokens))
///     .tokens(tokens)
///     .scopes("model:read".parse()?)
///     .build()?;
/// # _ = api;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MoreScopes {
    most: ScopeSet,
    tokens: TokenCache,
}

impl MoreScopes {
    /// Scopes beyond these are never asked for, whatever a server demands.
    #[must_use]
    pub fn up_to(most: ScopeSet, tokens: &TokenCache) -> Self {
        Self { most, tokens: tokens.clone() }
    }
}

#[async_trait]
impl StepUp for MoreScopes {
    async fn step_up(&self, demand: &Demand) -> Result<Option<TokenSource>, CredentialError> {
        let Some(needed) = demand.scopes().filter(|needed| needed.is_subset(&self.most)) else { return Ok(None) };
        let held = demand.held().scopes().or(demand.granted()).cloned().unwrap_or_default();
        if needed.is_subset(&held) {
            // They were asked for, and not granted.
            return Ok(None);
        }
        let wanted = held.into_iter().chain(needed.clone()).collect();
        Ok(Some(self.tokens.source(demand.held().clone().with_scopes(wanted))))
    }
}

/// What a request needs that its token does not have.
#[derive(Clone, Debug)]
pub struct Demand {
    operation: Option<&'static str>,
    held: TokenRequest,
    granted: Option<ScopeSet>,
    need: Need,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Need {
    scopes: Option<ScopeSet>,
    acr_values: Vec<String>,
    max_age: Option<Duration>,
}

impl Demand {
    /// The operation, if the request declares one.
    #[must_use]
    pub const fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// What the token that is not enough was asked for.
    #[must_use]
    pub const fn held(&self) -> &TokenRequest {
        &self.held
    }

    /// What it was granted; `None` when only the server knows.
    #[must_use]
    pub const fn granted(&self) -> Option<&ScopeSet> {
        self.granted.as_ref()
    }

    /// The scopes that are needed, perhaps with some that are held; `None` when it is not about scopes, or not said.
    #[must_use]
    pub const fn scopes(&self) -> Option<&ScopeSet> {
        self.need.scopes.as_ref()
    }

    /// In which of these ways the user must have signed in; empty when that does not matter.
    #[must_use]
    pub fn acr_values(&self) -> &[String] {
        &self.need.acr_values
    }

    /// How long ago, at most, the user must have signed in.
    #[must_use]
    pub const fn max_age(&self) -> Option<Duration> {
        self.need.max_age
    }

    pub(super) const fn need(&self) -> &Need {
        &self.need
    }

    /// Whether it is for scopes alone, which are held already.
    pub(super) fn is_met(&self) -> bool {
        let Need { scopes: Some(needed), acr_values, max_age: None } = &self.need else { return false };
        let held = self.granted().or(self.held().scopes());
        acr_values.is_empty() && held.is_some_and(|held| needed.is_subset(held))
    }

    pub(super) fn new(need: Need, declared: Option<&DeclaredOperation>, held: &TokenSource) -> Self {
        let granted = held.current(Duration::ZERO).and_then(|token| token.scopes().cloned());
        Self { operation: declared.map(DeclaredOperation::name), held: held.request().clone(), granted, need }
    }
}

impl Need {
    /// What a response demands; `None` when it is not about a token that is not enough.
    pub(super) fn of(response: &Response) -> Option<Self> {
        let challenges = Challenges::of(response.headers());
        let challenge = challenges.oauth()?;
        match (response.status(), challenge.error()?) {
            (StatusCode::FORBIDDEN, "insufficient_scope") => {
                Some(Self { scopes: challenge.scope(), ..Self::default() })
            }
            (StatusCode::UNAUTHORIZED, "insufficient_user_authentication") => Some(Self {
                scopes: challenge.scope(),
                acr_values: challenge.acr_values().unwrap_or_default().into_iter().map(str::to_owned).collect(),
                max_age: challenge.max_age(),
            }),
            _ => None,
        }
    }

    /// What an operation requires besides; `None` when no scope could help.
    pub(super) fn of_missing(missing: &MissingScopes) -> Option<Self> {
        let scopes: ScopeSet = missing.scopes().iter().map(|scope| ScopeName::from_static(scope.name())).collect();
        (!scopes.is_empty()).then(|| Self { scopes: Some(scopes), ..Self::default() })
    }
}
