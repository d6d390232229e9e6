use auth_core::{CredentialError, CredentialErrorKind};
use huskarl::core::{EndpointUrl, RetryAdvice, server_metadata::AuthorizationServerMetadata};
use reqwest::Url;

use super::{error, transport::Transport};
use crate::origin;

/// What is known of an authorization server.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) issuer: Option<String>,
    pub(super) token_endpoint: EndpointUrl,
    pub(super) authentication_methods: Option<Vec<String>>,
}

impl Server {
    pub(super) async fn discover(issuer: &str, transport: &Transport) -> Result<Self, CredentialError> {
        check_url(issuer, "issuer")?;
        let metadata = fetch_metadata(issuer, transport).await?;
        check_url(&metadata.token_endpoint.to_string(), "token endpoint")?;
        Ok(Self {
            issuer: Some(metadata.issuer),
            token_endpoint: metadata.token_endpoint,
            authentication_methods: Some(metadata.token_endpoint_auth_methods_supported),
        })
    }

    pub(super) fn with_token_endpoint(url: &str) -> Result<Self, CredentialError> {
        check_url(url, "token endpoint")?;
        let token_endpoint = url.parse().map_err(|error| not_usable(url, "token endpoint").with_source(error))?;
        Ok(Self { issuer: None, token_endpoint, authentication_methods: None })
    }

    /// Uses the one method, and no other that the server has.
    pub(super) fn restrict_authentication_to(&mut self, method: &str) -> Result<(), CredentialError> {
        if let Some(supported) = &self.authentication_methods
            && !supported.iter().any(|name| name == method)
        {
            let message = format!("the server does not support `{method}`, only `{}`", supported.join("`, `"));
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        }
        self.authentication_methods = Some(vec![method.to_owned()]);
        Ok(())
    }
}

/// OpenID Connect Discovery 1.0 section 4 first, as most servers have it, then RFC 8414 section 3. Both are checked by
/// huskarl to be of the very issuer that was asked for.
async fn fetch_metadata(issuer: &str, transport: &Transport) -> Result<AuthorizationServerMetadata, CredentialError> {
    let openid = match AuthorizationServerMetadata::oidc_fetch().http_client(transport).issuer(issuer).call().await {
        Ok(metadata) => return Ok(metadata),
        Err(error) if error.retry_advice() != RetryAdvice::No => return Err(error::from_discovery(issuer, &error)),
        Err(error) => error,
    };
    AuthorizationServerMetadata::fetch()
        .http_client(transport)
        .issuer(issuer)
        .call()
        .await
        // What OpenID Connect answered says more than that there is no RFC 8414 either.
        .map_err(|_| error::from_discovery(issuer, &openid))
}

/// A client secret goes there, so it has to be https, or loopback.
fn check_url(text: &str, what: &str) -> Result<(), CredentialError> {
    match Url::parse(text) {
        Ok(url) if url.has_host() && !origin::is_readable_on_the_way(&url) => Ok(()),
        _ => Err(not_usable(text, what)),
    }
}

fn not_usable(text: &str, what: &str) -> CredentialError {
    let message = format!("`{text}` cannot be used as {what}: it must be a whole https URL, or http on loopback");
    CredentialError::new(CredentialErrorKind::Configuration, message)
}
