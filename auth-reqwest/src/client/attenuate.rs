use std::marker::PhantomData;

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, Grant, ScopeInfo, ScopeSet, TokenRequest, Within,
};

use super::Client;
use crate::{
    error::Granted,
    oauth::{ClientRegistration, SecurityToken, TokenExchange},
};

impl<G: Grant> Client<G> {
    /// A client with fewer scopes and a token that has no more than those, obtained for the token of this client (token
    /// exchange, RFC 8693).
    ///
    /// ```no_run
    /// use auth_core::Scope;
    /// use auth_reqwest::{Client, oauth::ClientRegistration};
    ///
    /// #[derive(Scope)]
    /// #[scope("model:read")]
    /// struct ModelRead;
    ///
    /// #[derive(Scope)]
    /// #[scope("model:write")]
    /// struct ModelWrite;
    ///
    /// fn for_a_plugin(api: &Client<(ModelRead, ModelWrite)>, registration: &ClientRegistration) -> Client<ModelRead> {
    ///     api.attenuate(registration)
    /// }
    /// ```
    ///
    /// More than this client holds does not compile:
    ///
    /// ```compile_fail,E0277
    /// # use auth_core::Scope;
    /// # use auth_reqwest::{Client, oauth::ClientRegistration};
    /// # #[derive(Scope)]
    /// # #[scope("model:read")]
    /// # struct ModelRead;
    /// # #[derive(Scope)]
    /// # #[scope("model:write")]
    /// # struct ModelWrite;
    /// # fn example(api: Client<ModelRead>, registration: &ClientRegistration) {
    /// api.attenuate::<(ModelRead, ModelWrite)>(registration); // includes `ModelWrite`, which `ModelRead` does not
    /// # }
    /// ```
    ///
    /// Unlike [`narrow`](Client::narrow) it bounds what is sent, and not one's own code alone: whoever gets hold of a
    /// request can do no more with its token. The client shares connections, origins and middleware, and asks for tokens
    /// of the same resources and audience; they are kept apart. It does not step up. Nothing is fetched before it is used.
    ///
    /// No method leads back to the wider token. The process itself keeps it, to obtain the next narrow one.
    ///
    /// # Errors
    ///
    /// None here. A request, and [`verify`](Client::verify), fail with [`Error::Credential`](crate::Error::Credential)
    /// when the server does not exchange tokens, or issues one with more scopes than were asked for: such a token is not
    /// used.
    #[must_use]
    pub fn attenuate<H: Within<G>>(&self, registration: &ClientRegistration) -> Client<H> {
        let wide = self.stack.tokens();
        let exchange = TokenExchange::new(registration, SecurityToken::from_source(wide.clone()));
        let request = match H::scopes() {
            Some(scopes) => wide.request().clone().with_scopes(scopes),
            // Of a dynamic client: as much as that asks for.
            None => wide.request().clone(),
        };
        let known = [G::infos(), H::infos()].into_iter().flatten().flatten().collect();
        let tokens = wide.cache_for(Attenuated { exchange, known }).source(request);
        Client { stack: self.stack.with_tokens(tokens), base: self.base.clone(), grant: PhantomData }
    }
}

/// Refuses tokens with more scopes than were asked for.
#[derive(Debug)]
struct Attenuated {
    exchange: TokenExchange,
    /// The scopes whose other names and implications are known.
    known: Vec<&'static ScopeInfo>,
}

impl Attenuated {
    /// What was granted and not asked for, under no name, and which nothing that was asked for implies.
    fn excess(&self, granted: &ScopeSet, asked: &ScopeSet) -> ScopeSet {
        let goes_by = |scope: &ScopeInfo, name: &str| scope.name() == name || scope.aliases().contains(&name);
        let was_asked = |name: &str| self.known.iter().any(|scope| goes_by(scope, name) && asked.holds(scope));
        granted.difference(asked).into_iter().filter(|name| !was_asked(name.as_str())).collect()
    }
}

#[async_trait]
impl Credential for Attenuated {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let token = self.exchange.token(request).await?;
        let Some(asked) = request.scopes() else { return Ok(token) };
        let found = match token.scopes() {
            // No scope at all cannot be asked for, so the server has chosen.
            None => "does not say what it granted".to_owned(),
            Some(granted) => match self.excess(granted, asked) {
                excess if excess.is_empty() => return Ok(token),
                excess => format!("added `{excess}`"),
            },
        };
        let message = format!("a token with {} and no more was asked for, and the server {found}", Granted(asked));
        Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message))
    }
}

#[cfg(test)]
mod tests {
    use auth_core::Scope;

    use super::*;
    use crate::oauth::SecurityTokenType;

    #[derive(Scope)]
    #[scope("model:read", alias = "ifc:read", implied_by(ModelWrite))]
    struct ModelRead;

    #[derive(Scope)]
    #[scope("model:write", alias = "ifc:write")]
    struct ModelWrite;

    fn excess(granted: &str, asked: &str) -> String {
        let registration =
            ClientRegistration::builder("agent").token_endpoint("https://iam.example.com/token").unwrap();
        let subject = SecurityToken::new("t0ken", SecurityTokenType::AccessToken);
        let exchange = TokenExchange::new(&registration, subject);
        let attenuated = Attenuated { exchange, known: vec![&ModelRead::INFO, &ModelWrite::INFO] };
        attenuated.excess(&granted.parse().unwrap(), &asked.parse().unwrap()).to_string()
    }

    #[test]
    fn another_name_and_what_is_implied_are_no_more_than_was_asked_for() {
        for granted in ["model:write", "ifc:write", "model:write ifc:read", "model:read", ""] {
            assert_eq!(excess(granted, "model:write"), "", "{granted}");
        }
    }

    #[test]
    fn anything_else_is_more_than_was_asked_for() {
        assert_eq!(excess("model:read model:write", "model:read"), "model:write");
        assert_eq!(excess("ifc:read ifc:write", "model:read"), "ifc:write");
        assert_eq!(excess("model:read admin", "model:read"), "admin");
        assert_eq!(excess("model:read", ""), "model:read");
    }
}
