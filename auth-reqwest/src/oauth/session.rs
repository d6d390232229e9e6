//! Someone who has signed in.

use std::{fmt, sync::Arc, time::SystemTime};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, ScopeSet, Secret, TokenRequest,
    lifecycle::{RefreshTokenStore, TokenCache},
};
use huskarl::{core::jwt::validator::ValidatedJwt, grant::core::TokenResponse, token::id_token::IdTokenClaims};

use super::{Claims, ClientRegistration, sign_in_request::SignInRequest};

mod id_token;
mod identity;
mod renewal;
mod sign_out;
mod state;
mod user_info;

use renewal::Renewal;
#[cfg(feature = "axum")]
pub(super) use sign_out::end_session_url;

/// Someone who has signed in: a [`Credential`] that refreshes itself (RFC 6749 section 6), and who it is.
///
/// Ends an [`AuthorizationCode`](super::AuthorizationCode) or [`DeviceCode`](super::DeviceCode) flow, or begins with what a
/// store has kept: [`Session::restore`].
///
/// # Lifetime
///
/// The first access token serves as long as it lives; then the refresh token is used, by one renewal at a time. A refresh
/// token that the server replaces is stored before the new access token is served. When the server refuses it (it has
/// expired, was revoked, or was used by someone else), everyone who needs a token gets
/// [`SignInRequired`](CredentialErrorKind::SignInRequired), and the server is not asked again.
///
/// # Scopes
///
/// A client that asks for fewer scopes than were granted gets a token with those, unless the server issued no refresh
/// token and the first access token is all there is. What the user was asked for and did not grant is left out;
/// [`Client::verify`](crate::Client::verify) and each request say so. What the user was not asked for is not to be had:
/// [`SignInRequired`](CredentialErrorKind::SignInRequired).
///
/// Cheap to clone; clones are the same session.
#[derive(Clone)]
pub struct Session {
    renewal: Renewal,
    tokens: TokenCache,
}

/// What the server answered when someone signed in.
pub(super) struct SignedIn {
    pub(super) response: TokenResponse,
    /// The ID token, if the flow has checked it already.
    pub(super) id_token: Option<ValidatedJwt<IdTokenClaims>>,
    /// The code that the tokens were issued for, of a flow that has one.
    pub(super) code: Option<Secret>,
    /// The scopes that were asked for.
    pub(super) asked: Option<ScopeSet>,
    /// Before the token was, so that its life is not counted too long.
    pub(super) asked_at: SystemTime,
}

impl Session {
    /// Signs in with the refresh token that a store has kept, without asking anyone: for the start of a program.
    ///
    /// `None` when someone has to sign in: nothing is kept for this issuer, client and user, or it covers fewer scopes
    /// than are wanted, or the server refuses it. There is to be one session for each of them at a time: two would use
    /// up each other's refresh token.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the store cannot be read, or the server cannot be reached or gives an answer that is none.
    pub async fn restore(
        registration: &ClientRegistration,
        store: impl RefreshTokenStore,
        user: Option<&str>,
        scopes: Option<&ScopeSet>,
    ) -> Result<Option<Self>, CredentialError> {
        let user = user.map(str::to_owned);
        let request =
            SignInRequest { scopes: scopes.cloned(), store: Some(Arc::new(store)), user, ..SignInRequest::new() };
        Self::restore_as(registration, &request).await
    }

    pub(super) async fn restore_as(
        registration: &ClientRegistration,
        request: &SignInRequest,
    ) -> Result<Option<Self>, CredentialError> {
        match Self::restore_stored(registration, request).await {
            // Also what a store cannot make sense of takes a sign-in.
            Err(error) if error.kind() == CredentialErrorKind::SignInRequired => Ok(None),
            restored => restored,
        }
    }

    async fn restore_stored(
        registration: &ClientRegistration,
        request: &SignInRequest,
    ) -> Result<Option<Self>, CredentialError> {
        let Some(store) = &request.store else {
            return Ok(None);
        };
        let stored = store.load(&request.key(registration)).await?;
        let Some(stored) = stored.filter(|stored| stored.covers(request.scopes.as_ref())) else {
            return Ok(None);
        };
        let renewal = Renewal::new(registration.clone(), request, stored.scopes().cloned());
        renewal.restore().await?;
        Ok(Some(Self::of(renewal)))
    }

    pub(super) async fn begin(
        registration: ClientRegistration,
        request: SignInRequest,
        signed_in: SignedIn,
    ) -> Result<Self, CredentialError> {
        let renewal = Renewal::new(registration, &request, signed_in.asked.clone());
        renewal.begin(signed_in).await?;
        Ok(Self::of(renewal))
    }

    fn of(renewal: Renewal) -> Self {
        Self { tokens: TokenCache::new(renewal.clone()), renewal }
    }

    /// The session's tokens, which its [clients](crate::ClientBuilder::session) share: each is fetched once, and
    /// [`subscribe`](TokenCache::subscribe) tells what happens to them.
    #[must_use]
    pub const fn tokens(&self) -> &TokenCache {
        &self.tokens
    }

    /// The scopes that were granted, which may be fewer than were asked for; `None` when no one knows but the server.
    #[must_use]
    pub fn scopes(&self) -> Option<ScopeSet> {
        self.renewal.granted()
    }

    /// Who has signed in, by the ID token; `None` when the server issued none.
    #[must_use]
    pub fn identity(&self) -> Option<Claims> {
        self.renewal.identity().claims()
    }
}

#[async_trait]
impl Credential for Session {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        self.renewal.token(request).await
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("renewal", &self.renewal).finish_non_exhaustive()
    }
}
