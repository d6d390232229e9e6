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
/// With [`Dynamic`](crate::Dynamic) it grants what is asked for; when nothing is, it does not say what it grants, as servers
/// do not. [`Grants::only`] is the server that grants less.
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
        let token = token.with_lifetime(Lifetime::Unlimited);
        let asked = || request.scopes().filter(|asked| !asked.is_empty());
        Ok(match self.scopes.as_ref().or_else(asked) {
            Some(scopes) => token.with_scopes(scopes.clone()),
            None => token,
        })
    }
}

impl<G> fmt::Debug for Grants<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grants").field("scopes", &self.scopes).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dynamic;

    #[tokio::test]
    async fn without_a_word_on_scopes_nothing_is_said_of_them() {
        let granted = async |request| Grants::<Dynamic>::new().token(&request).await.unwrap().scopes().cloned();
        let scopes: ScopeSet = "model:read".parse().unwrap();
        assert_eq!(granted(TokenRequest::for_scopes(scopes.clone())).await, Some(scopes));
        assert_eq!(granted(TokenRequest::default()).await, None);
        assert_eq!(granted(TokenRequest::for_scopes(ScopeSet::new())).await, None);
        let none = Grants::<Dynamic>::only(ScopeSet::new()).token(&TokenRequest::default()).await.unwrap();
        assert_eq!(none.scopes(), Some(&ScopeSet::new()));
    }
}
