use std::{fmt, marker::PhantomData};

use async_trait::async_trait;

use crate::{AccessToken, Credential, CredentialError, Grant, Lifetime, ScopeSet, Secret, TokenRequest};

/// A credential whose tokens were granted exactly the scopes of `G`, whatever is asked for.
///
/// ```
/// use auth_core::{Credential, Scope, TokenRequest, testing::Grants};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let token = Grants::<ModelRead>::new().token(&TokenRequest::default()).await.unwrap();
/// assert_eq!(token.scopes().unwrap().to_string(), "model:read");
/// # }
/// ```
///
/// With [`Dynamic`](crate::Dynamic) it grants what is asked for. [`Grants::only`] is the server that grants less.
pub struct Grants<G> {
    scopes: Option<ScopeSet>,
    grant: PhantomData<fn() -> G>,
}

impl<G: Grant> Grants<G> {
    /// Tokens with the scopes of `G`.
    #[must_use]
    pub fn new() -> Self {
        Self { scopes: G::scopes(), grant: PhantomData }
    }
}

impl<G> Grants<G> {
    /// Tokens with these scopes, though the client's grant is `G`: a server, or a user, that agreed to less.
    #[must_use]
    pub const fn only(scopes: ScopeSet) -> Self {
        Self { scopes: Some(scopes), grant: PhantomData }
    }
}

impl<G: Grant> Default for Grants<G> {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl<G: 'static> Credential for Grants<G> {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let token = AccessToken::bearer(&Secret::new("test-token")).map_err(CredentialError::invalid_response)?;
        let scopes = self.scopes.as_ref().or(request.scopes()).cloned().unwrap_or_default();
        Ok(token.with_scopes(scopes).with_lifetime(Lifetime::Unlimited))
    }
}

impl<G> fmt::Debug for Grants<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grants").field("scopes", &self.scopes).finish()
    }
}
