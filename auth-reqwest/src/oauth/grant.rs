use std::{sync::Arc, time::Duration};

use auth_core::{AccessToken, CredentialError, CredentialErrorKind, ScopeSet, Secret, TokenRequest};
use huskarl::{
    core::{EndpointUrl, client_auth::ClientAuthentication, dpop::AuthorizationServerDPoP, http::HttpClient},
    grant::{
        core::{OAuth2ExchangeGrant, TokenResponse},
        refresh::RefreshGrant,
    },
    token,
};
use serde::Serialize;

use super::{dpop::Binding, server::Server, transport::Transport};

/// The client-credentials exchange. huskarl has one too, which cannot send an `audience`.
pub(super) struct ServiceGrant {
    client_id: String,
    authentication: Arc<dyn ClientAuthentication>,
    server: Server,
    transport: Transport,
    binding: Binding,
}

impl ServiceGrant {
    pub(super) fn new(
        client_id: String,
        authentication: Arc<dyn ClientAuthentication>,
        server: Server,
        transport: Transport,
        binding: Binding,
    ) -> Self {
        Self { client_id, authentication, server, transport, binding }
    }

    pub(super) const fn binding(&self) -> &Binding {
        &self.binding
    }
}

impl OAuth2ExchangeGrant for ServiceGrant {
    type Parameters = Parameters;
    type Form<'a> = Parameters;

    fn client_id(&self) -> Option<&str> {
        Some(&self.client_id)
    }

    fn issuer(&self) -> Option<&str> {
        self.server.issuer.as_deref()
    }

    fn client_auth(&self) -> Option<&dyn ClientAuthentication> {
        Some(self.authentication.as_ref())
    }

    fn token_endpoint(&self) -> &EndpointUrl {
        &self.server.token_endpoint
    }

    fn effective_token_endpoint(&self) -> &EndpointUrl {
        let alias = self.server.mtls_token_endpoint.as_ref().filter(|_| self.transport.uses_mtls());
        alias.unwrap_or(&self.server.token_endpoint)
    }

    fn dpop(&self) -> &dyn AuthorizationServerDPoP {
        self.binding.server()
    }

    fn http_client(&self) -> &dyn HttpClient {
        &self.transport
    }

    fn build_form(&self, parameters: Parameters) -> Parameters {
        parameters
    }

    fn allowed_auth_methods(&self) -> Option<&[String]> {
        self.server.authentication_methods.as_deref()
    }

    fn to_refresh_grant(&self) -> RefreshGrant {
        RefreshGrant::builder()
            .client_id(self.client_id.clone())
            .http_client(self.transport.clone())
            .client_auth(self.authentication.clone())
            .token_endpoint(self.server.token_endpoint.clone())
            .build()
    }
}

/// The body of the request (RFC 6749 section 4.4.2, RFC 8707 section 2).
#[derive(Clone, Serialize)]
pub(super) struct Parameters {
    grant_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resource: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<String>,
}

impl From<&TokenRequest> for Parameters {
    fn from(request: &TokenRequest) -> Self {
        Self {
            grant_type: "client_credentials",
            // RFC 6749 section 3.3 has no empty `scope`: it is left out, as when the choice is the server's.
            scope: request.scopes().filter(|scopes| !scopes.is_empty()).map(ToString::to_string),
            resource: request.resources().to_vec(),
            audience: request.audience().map(str::to_owned),
        }
    }
}

/// The token of a response, with what was granted.
pub(super) fn access_token(
    response: &TokenResponse,
    request: &TokenRequest,
    binding: &Binding,
) -> Result<AccessToken, CredentialError> {
    let issued = response.access_token();
    let token = Secret::new(issued.token().expose_secret());
    let token = match (issued, binding.proof_of(&token)) {
        (token::AccessToken::Bearer(_), None) => AccessToken::bearer(&token),
        (token::AccessToken::DPoP(_), Some(proof)) => AccessToken::dpop(&token).map(|token| token.with_proof(proof)),
        // RFC 9449 section 5: a client that needs its tokens bound does not use others.
        (_, proof) => {
            let expected = if proof.is_some() { "DPoP" } else { "bearer" };
            let message = format!("a {expected} token was expected, and the server issued `{}`", issued.token_type());
            return Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message));
        }
    };
    let token = token.map_err(CredentialError::invalid_response)?;
    let raw = response.raw_token_response();
    let token = match granted(raw.scope.as_deref(), request)? {
        Some(scopes) => token.with_scopes(scopes),
        None => token,
    };
    Ok(match raw.expires_in {
        Some(seconds) => token.with_lifetime(Duration::from_secs(seconds)),
        None => token,
    })
}

/// RFC 6749 section 5.1: a response without `scope` grants what was asked for.
fn granted(scope: Option<&str>, request: &TokenRequest) -> Result<Option<ScopeSet>, CredentialError> {
    match scope {
        None => Ok(request.scopes().cloned()),
        Some(scope) => scope.parse().map(Some).map_err(CredentialError::invalid_response),
    }
}
