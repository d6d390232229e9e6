use std::marker::PhantomData;

use auth_core::{CredentialError, TokenRequest};
use huskarl::{
    core::{EndpointUrl, client_auth, dpop::AuthorizationServerDPoP, http::HttpClient},
    grant::{
        core::{OAuth2ExchangeGrant, TokenResponse},
        refresh::RefreshGrant,
    },
};
use serde::Serialize;

use super::{ClientRegistration, error};

/// Asks the token endpoint for what is wanted, with the parameters that the flow adds to it.
pub(super) async fn ask<F: Clone + Send + Serialize + Sync>(
    registration: &ClientRegistration,
    request: &TokenRequest,
    flow: F,
) -> Result<TokenResponse, CredentialError> {
    let response = Exchange(registration, PhantomData).exchange(Parameters::new(request, flow)).await;
    response.map_err(|error| error::from_token_endpoint(&error))
}

/// The exchange itself. huskarl has one for each flow too, of which some cannot send an `audience`.
struct Exchange<'a, F>(&'a ClientRegistration, PhantomData<fn() -> F>);

impl<F: Clone + Send + Serialize + Sync> OAuth2ExchangeGrant for Exchange<'_, F> {
    type Parameters = Parameters<F>;
    type Form<'a>
        = Parameters<F>
    where
        Self: 'a;

    fn client_id(&self) -> Option<&str> {
        Some(self.0.client_id())
    }

    fn issuer(&self) -> Option<&str> {
        self.0.issuer()
    }

    fn client_auth(&self) -> Option<&dyn client_auth::ClientAuthentication> {
        Some(self.0.authentication().as_ref())
    }

    fn token_endpoint(&self) -> &EndpointUrl {
        &self.0.server().token_endpoint
    }

    fn effective_token_endpoint(&self) -> &EndpointUrl {
        self.0.server().effective_token_endpoint(self.0.transport())
    }

    fn dpop(&self) -> &dyn AuthorizationServerDPoP {
        self.0.binding().server().as_ref()
    }

    fn http_client(&self) -> &dyn HttpClient {
        self.0.transport()
    }

    fn build_form(&self, parameters: Parameters<F>) -> Parameters<F> {
        parameters
    }

    fn allowed_auth_methods(&self) -> Option<&[String]> {
        self.0.server().authentication_methods.as_deref()
    }

    fn to_refresh_grant(&self) -> RefreshGrant {
        self.0.refresh_grant()
    }
}

/// The body of the request: what every flow can ask for (RFC 6749 section 3.3, RFC 8707 section 2), and what one adds.
#[derive(Clone, Serialize)]
struct Parameters<F> {
    #[serde(flatten)]
    flow: F,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resource: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<String>,
}

impl<F> Parameters<F> {
    fn new(request: &TokenRequest, flow: F) -> Self {
        Self {
            flow,
            // RFC 6749 section 3.3 has no empty `scope`: it is left out, as when the choice is the server's.
            scope: request.scopes().filter(|scopes| !scopes.is_empty()).map(ToString::to_string),
            resource: request.resources().to_vec(),
            audience: request.audience().map(str::to_owned),
        }
    }
}
