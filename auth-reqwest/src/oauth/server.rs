use std::{collections::HashSet, iter};

use auth_core::{CredentialError, CredentialErrorKind};
use huskarl::core::{
    EndpointUrl, RetryAdvice,
    http::HttpClient as _,
    server_metadata::{AuthorizationServerMetadata, MtlsEndpointAliases},
};

use super::{error, transport::Transport};
use crate::origin;

/// What is known of an authorization server.
#[derive(Debug)]
pub(super) struct Server {
    metadata: Option<AuthorizationServerMetadata>,
    pub(super) token_endpoint: EndpointUrl,
    pub(super) authentication_methods: Option<Vec<String>>,
}

impl Server {
    pub(super) async fn discover(issuer: &str, transport: &Transport) -> Result<Self, CredentialError> {
        check_url(issuer, "issuer")?;
        let metadata = fetch_metadata(issuer, transport).await?;
        let mtls_token_endpoint =
            metadata.mtls_endpoint_aliases.as_ref().and_then(|aliases| aliases.token_endpoint.as_ref());
        for endpoint in iter::once(&metadata.token_endpoint).chain(mtls_token_endpoint) {
            check_url(&endpoint.to_string(), "token endpoint")?;
        }
        Ok(Self {
            token_endpoint: metadata.token_endpoint.clone(),
            authentication_methods: Some(metadata.token_endpoint_auth_methods_supported.clone()),
            metadata: Some(metadata),
        })
    }

    pub(super) fn with_token_endpoint(url: &str) -> Result<Self, CredentialError> {
        check_url(url, "token endpoint")?;
        let token_endpoint =
            url.parse().map_err(|error| not_usable(url, "token endpoint", "it is not a URL").with_source(error))?;
        Ok(Self { metadata: None, token_endpoint, authentication_methods: None })
    }

    pub(super) fn issuer(&self) -> Option<&str> {
        self.metadata.as_ref().map(|metadata| metadata.issuer.as_str())
    }

    /// What the server says of itself.
    pub(super) fn metadata(&self) -> Result<&AuthorizationServerMetadata, CredentialError> {
        self.metadata.as_ref().ok_or_else(|| {
            let message = "only the token endpoint is known: register the client with `discover`";
            CredentialError::new(CredentialErrorKind::Configuration, message)
        })
    }

    /// An endpoint besides that for tokens, by the name that the metadata has for it (RFC 8414 section 2).
    pub(super) fn endpoint(
        &self,
        name: &'static str,
        of: impl FnOnce(&AuthorizationServerMetadata) -> Option<&EndpointUrl>,
    ) -> Result<EndpointUrl, CredentialError> {
        self.optional_endpoint(name, of)?.ok_or_else(|| {
            let message = format!("the server's metadata has no `{name}`");
            CredentialError::new(CredentialErrorKind::Configuration, message)
        })
    }

    /// One that a flow can do without.
    pub(super) fn optional_endpoint(
        &self,
        name: &'static str,
        of: impl FnOnce(&AuthorizationServerMetadata) -> Option<&EndpointUrl>,
    ) -> Result<Option<EndpointUrl>, CredentialError> {
        let endpoint = of(self.metadata()?).cloned();
        endpoint.as_ref().map_or(Ok(()), |endpoint| check_url(&endpoint.to_string(), name))?;
        Ok(endpoint)
    }

    /// An endpoint for clients that show a certificate (RFC 8705 section 5), by the same name.
    pub(super) fn alias(
        &self,
        name: &'static str,
        of: impl FnOnce(&MtlsEndpointAliases) -> Option<&EndpointUrl>,
    ) -> Result<Option<EndpointUrl>, CredentialError> {
        self.optional_endpoint(name, |metadata| metadata.mtls_endpoint_aliases.as_ref().and_then(of))
    }

    /// Whether it does OpenID Connect: only then are ID tokens signed in ways to be listed (Discovery 1.0 section 3).
    pub(super) fn is_openid_provider(&self) -> bool {
        self.metadata.as_ref().is_some_and(|metadata| metadata.id_token_signing_alg_values_supported.is_some())
    }

    /// Whether it says that it has a scope; `None` when it lists none.
    pub(super) fn lists_scope(&self, name: &str) -> Option<bool> {
        let listed = self.metadata.as_ref()?.scopes_supported.as_ref()?;
        Some(listed.iter().any(|scope| scope == name))
    }

    /// What ID tokens may be signed with; `None` when it is not said. Never `none`.
    pub(super) fn id_token_algorithms(&self) -> Option<HashSet<String>> {
        let listed = self.metadata.as_ref()?.id_token_signing_alg_values_supported.as_ref()?;
        Some(listed.iter().filter(|algorithm| *algorithm != "none").cloned().collect())
    }

    /// The token endpoint for clients that show a certificate (RFC 8705 section 5).
    pub(super) fn mtls_token_endpoint(&self) -> Option<&EndpointUrl> {
        self.metadata.as_ref()?.mtls_endpoint_aliases.as_ref()?.token_endpoint.as_ref()
    }

    pub(super) fn effective_token_endpoint(&self, transport: &Transport) -> &EndpointUrl {
        let alias = self.mtls_token_endpoint().filter(|_| transport.uses_mtls());
        alias.unwrap_or(&self.token_endpoint)
    }

    /// How a client sends a secret there: what every server has to support, if it says so.
    pub(super) fn method_for_secret(&self) -> Result<&'static str, CredentialError> {
        let methods = ["client_secret_basic", "client_secret_post"];
        let supported = self.authentication_methods.as_deref().unwrap_or_default();
        methods.into_iter().find(|method| supported.iter().any(|name| name == method)).ok_or_else(|| {
            let message = "the server authenticates no clients by a secret: register a private key";
            CredentialError::new(CredentialErrorKind::Configuration, message)
        })
    }

    /// Whether the server authenticates clients by this method, as far as it says so.
    pub(super) fn check_authentication_by(&self, method: &str) -> Result<(), CredentialError> {
        match &self.authentication_methods {
            Some(supported) if !supported.iter().any(|name| name == method) => Err(unsupported(supported)),
            _ => Ok(()),
        }
    }

    /// Uses these methods, and no others that the server has.
    pub(super) fn restrict_authentication_to(&mut self, methods: &[&str]) -> Result<(), CredentialError> {
        let methods: Vec<_> = match &self.authentication_methods {
            None => methods.iter().map(ToString::to_string).collect(),
            Some(supported) => supported.iter().filter(|name| methods.contains(&name.as_str())).cloned().collect(),
        };
        if methods.is_empty() {
            return Err(unsupported(self.authentication_methods.as_deref().unwrap_or_default()));
        }
        self.authentication_methods = Some(methods);
        Ok(())
    }
}

fn unsupported(supported: &[String]) -> CredentialError {
    let supported = supported.join("`, `");
    let message = format!("the server does not authenticate clients in this way, only by `{supported}`");
    CredentialError::new(CredentialErrorKind::Configuration, message)
}

/// OpenID Connect Discovery 1.0 section 4 first, as most servers have it, then RFC 8414 section 3. Both are checked by
/// huskarl to be of the very issuer that was asked for.
async fn fetch_metadata(issuer: &str, transport: &Transport) -> Result<AuthorizationServerMetadata, CredentialError> {
    let openid = match AuthorizationServerMetadata::oidc_fetch().http_client(transport).issuer(issuer).call().await {
        Ok(metadata) => return Ok(metadata),
        Err(error) if error.retry_advice() != RetryAdvice::No => return Err(error::from_discovery(issuer, &error)),
        Err(error) => error,
    };
    let oauth = AuthorizationServerMetadata::fetch().http_client(transport).issuer(issuer).call().await;
    oauth.map_err(|oauth| {
        let oauth = error::from_discovery(issuer, &oauth);
        // What OpenID Connect answered says more than that there is no RFC 8414 either, but not than that it may be there.
        if oauth.kind() == CredentialErrorKind::Unavailable { oauth } else { error::from_discovery(issuer, &openid) }
    })
}

/// A client secret goes there, so it has to be https, or loopback.
pub(super) fn check_url(text: &str, what: &str) -> Result<(), CredentialError> {
    let url = origin::parse_server(text).map_err(|problem| not_usable(text, what, &problem))?;
    let problem = if origin::is_readable_on_the_way(&url) {
        "it is http, and not on loopback, so that secrets could be read on the way; use https"
    } else if url.fragment().is_some() {
        "it must not have a fragment"
    } else if what == "issuer" && url.query().is_some() {
        "it must not have a query (RFC 8414 section 2)"
    } else {
        return Ok(());
    };
    Err(not_usable(text, what, problem))
}

fn not_usable(text: &str, what: &str, problem: &str) -> CredentialError {
    let message = format!("`{}` cannot be used as {what}: {problem}", origin::shown(text));
    CredentialError::new(CredentialErrorKind::Configuration, message)
}
