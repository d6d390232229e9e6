use std::{fmt, sync::Arc, time::SystemTime};

use async_trait::async_trait;
use auth_core::{CredentialError, CredentialErrorKind, ProofOfPossession, Secret};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use huskarl::{
    core::{
        crypto::signer::AsymmetricJwsSigner as _,
        dpop::{AuthorizationServerDPoP, DPoP, NoDPoP, ResourceServerDPoP},
        secrets::SecretString,
    },
    token,
};

use super::{SigningKey, error};

const DPOP: HeaderName = HeaderName::from_static("dpop");

/// Whether tokens are bound to a key (RFC 9449), and what is known of the nonces that servers ask for.
pub(super) struct Binding {
    server: Arc<dyn AuthorizationServerDPoP>,
    resources: Option<Resources>,
}

#[derive(Clone)]
struct Resources {
    proofs: Arc<dyn ResourceServerDPoP>,
    thumbprint: Arc<str>,
}

impl Binding {
    pub(super) fn new(key: Option<SigningKey>) -> Self {
        let Some(key) = key else {
            return Self { server: Arc::new(NoDPoP), resources: None };
        };
        let thumbprint = key.public_key_jwk().thumbprint().into();
        let server = DPoP::builder().signer(key).build();
        let proofs = server.to_resource_server_dpop();
        Self { server: Arc::new(server), resources: Some(Resources { proofs, thumbprint }) }
    }

    /// What signs for the token endpoint.
    pub(super) fn server(&self) -> &Arc<dyn AuthorizationServerDPoP> {
        &self.server
    }

    /// What signs for resource servers.
    pub(super) fn resource_server(&self) -> Arc<dyn ResourceServerDPoP> {
        self.resources.as_ref().map_or_else(|| Arc::new(NoDPoP) as _, |resources| resources.proofs.clone())
    }

    /// The token of a header, as huskarl has it.
    pub(super) fn token_in(&self, header: &HeaderValue) -> Option<token::AccessToken> {
        let (_, token) = header.to_str().ok()?.split_once(' ')?;
        let (token, now) = (SecretString::new(token), SystemTime::now());
        Some(match &self.resources {
            None => token::AccessToken::Bearer(token::BearerAccessToken::new(token, now, None)),
            Some(resources) => {
                let thumbprint = resources.thumbprint.to_string();
                token::AccessToken::DPoP(token::DPoPAccessToken::new(token, thumbprint, now, None))
            }
        })
    }

    /// What signs for the resource servers that get this token; `None` when tokens are not bound.
    pub(super) fn proof_of(&self, token: &Secret) -> Option<TokenProof> {
        let resources = self.resources.clone()?;
        Some(TokenProof { resources, token: SecretString::new(token.expose()) })
    }
}

/// Proves to resource servers that a token was issued to this key.
pub(super) struct TokenProof {
    resources: Resources,
    token: SecretString,
}

#[async_trait]
impl ProofOfPossession for TokenProof {
    async fn prove(&self, method: &Method, uri: &Uri) -> Result<(HeaderName, HeaderValue), CredentialError> {
        let Resources { proofs, thumbprint } = &self.resources;
        let proof = proofs.proof(method, uri, &self.token, thumbprint).await.map_err(|error| {
            CredentialError::new(CredentialErrorKind::Configuration, "no proof of possession could be made")
                .with_source(error::Cause::of(&error))
        })?;
        let mut value =
            proof.as_ref().and_then(|proof| HeaderValue::from_str(proof.expose_secret()).ok()).ok_or_else(|| {
                CredentialError::new(CredentialErrorKind::Configuration, "no proof of possession could be made")
            })?;
        value.set_sensitive(true);
        Ok((DPOP, value))
    }

    fn learn(&self, uri: &Uri, headers: &HeaderMap) {
        let nonce = headers.get("dpop-nonce").and_then(|nonce| nonce.to_str().ok());
        if let Some(nonce) = nonce.filter(|nonce| !nonce.is_empty()) {
            self.resources.proofs.update_nonce(uri, nonce.to_owned());
        }
    }
}

impl fmt::Debug for TokenProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenProof").field("key", &self.resources.thumbprint).finish_non_exhaustive()
    }
}
