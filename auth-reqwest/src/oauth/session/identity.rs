use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use auth_core::{CredentialError, Secret};
use huskarl::{
    core::jwt::validator::ValidatedJwt,
    token::id_token::{IdTokenClaims, IdTokenValidator},
};

use super::id_token::Issued;
use crate::oauth::{Claims, ClientRegistration, error};

/// Who has signed in, as the ID tokens of the session say.
#[derive(Default)]
pub(super) struct Identity(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Of the first ID token; that of a refresh has to be of the same sign-in (OpenID Connect Core 1.0 section 12.2).
    first: Option<Arc<ValidatedJwt<IdTokenClaims>>>,
    /// What was said last.
    claims: Option<Claims>,
    /// To name the session to the server when it ends.
    hint: Option<Secret>,
}

impl Identity {
    pub(super) fn claims(&self) -> Option<Claims> {
        self.known().claims.clone()
    }

    pub(super) fn hint(&self) -> Option<Secret> {
        self.known().hint.clone()
    }

    /// An ID token that huskarl has validated.
    pub(super) fn learn(
        &self,
        issued: &Issued,
        token: ValidatedJwt<IdTokenClaims>,
        registration: &ClientRegistration,
    ) -> Result<(), CredentialError> {
        issued.check(&token, registration.client_id())?;
        let mut known = self.known();
        known.claims = Some(Claims::new(token.sub.as_deref().unwrap_or_default(), &token.claims));
        known.hint = Some(Secret::new(issued.id_token.token()));
        known.first.get_or_insert_with(|| Arc::new(token));
        Ok(())
    }

    /// An ID token that nobody has looked at: that of a refresh has to be of the same sign-in.
    pub(super) async fn check(
        &self,
        issued: &Issued,
        registration: &ClientRegistration,
    ) -> Result<(), CredentialError> {
        let server = registration.server();
        let validator = IdTokenValidator::builder()
            .verifier(registration.verifier().await?)
            .issuer(&server.metadata()?.issuer)
            .audience(registration.client_id())
            .maybe_allowed_algorithms(server.id_token_algorithms())
            .build();
        let first = self.known().first.clone();
        let token = match first {
            Some(first) => validator.validate_refresh(&issued.id_token, &first).await,
            None => validator.validate(&issued.id_token, None).await,
        };
        self.learn(issued, token.map_err(error::from_id_token)?, registration)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("claims", &self.claims()).finish_non_exhaustive()
    }
}
