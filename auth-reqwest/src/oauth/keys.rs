use std::{fmt, sync::Arc};

use auth_core::CredentialError;
use huskarl::core::{
    EndpointUrl,
    crypto::verifier::{JwsVerifier, JwsVerifierFactory, JwsVerifierPlatform},
    jwk::JwksSource,
    platform::MaybeSendBoxFuture,
};
use tokio::sync::OnceCell;

use super::{error, jws::AwsLcPlatform, server::Server, transport::Transport};

/// The server's public keys, fetched when first needed, and again when a token names one that is not among them.
#[derive(Default)]
pub(super) struct Keys(OnceCell<Arc<dyn JwsVerifier>>);

impl Keys {
    pub(super) async fn verifier(
        &self,
        server: &Server,
        transport: &Transport,
    ) -> Result<Arc<dyn JwsVerifier>, CredentialError> {
        let fetch = async {
            let jwks_uri = server.endpoint("jwks_uri", |metadata| metadata.jwks_uri.as_ref())?;
            let source = JwksSource::builder().http_client(transport.clone()).build();
            source.build(Some(&jwks_uri), Arc::new(AwsLcPlatform)).await.map_err(|error| {
                error::from_server(&error, "the server's keys could not be fetched", "the server's keys are not usable")
            })
        };
        self.0.get_or_try_init(|| fetch).await.cloned()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("fetched", &self.0.initialized()).finish()
    }
}

/// A factory of what there is already.
pub(super) fn same(verifier: Arc<dyn JwsVerifier>) -> impl JwsVerifierFactory {
    move |_: Option<&EndpointUrl>, _: Arc<dyn JwsVerifierPlatform>| -> MaybeSendBoxFuture<'static, _> {
        let verifier = verifier.clone();
        Box::pin(async { Ok(verifier) })
    }
}
