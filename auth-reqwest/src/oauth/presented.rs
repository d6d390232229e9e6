use std::{sync::Arc, time::Duration};

use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, Secret, TokenRequest, lifecycle::TokenSource,
};
use http::{HeaderName, HeaderValue, header};
use huskarl::core::secrets::SecretString;

/// For how long a token has to live that is on its way to the authorization server.
const ON_THE_WAY: Duration = Duration::from_secs(10);

/// Where a token comes from that is shown to the authorization server, to obtain another one for it.
#[derive(Clone, Debug)]
pub(super) enum Presented {
    /// As it is, for as long as it lives.
    Secret(Secret),
    /// Asked for each time.
    Credential(Arc<dyn Credential>, TokenRequest),
    /// From a cache, which keeps it alive.
    Source(TokenSource),
}

/// A token, and which of its source's it is.
pub(super) struct Obtained {
    pub(super) token: SecretString,
    generation: Option<u64>,
}

impl Presented {
    pub(super) fn credential(credential: impl Credential, request: TokenRequest) -> Self {
        Self::Credential(Arc::new(credential), request)
    }

    pub(super) async fn obtain(&self) -> Result<Obtained, CredentialError> {
        Ok(match self {
            Self::Secret(secret) => Obtained { token: SecretString::new(secret.expose()), generation: None },
            Self::Credential(credential, request) => {
                let token: AccessToken = credential.token(request).await?;
                let (name, value) = token.header();
                Obtained { token: without_scheme(name, value)?, generation: None }
            }
            Self::Source(source) => {
                let token = source.token(ON_THE_WAY).await?;
                let (name, value) = token.header();
                Obtained { token: without_scheme(name, value)?, generation: Some(token.generation()) }
            }
        })
    }

    /// Drops a token that the authorization server has refused; whether there may be another one now.
    pub(super) fn refused(&self, obtained: &Obtained) -> bool {
        match (self, obtained.generation) {
            (Self::Source(source), Some(generation)) => {
                source.invalidate(generation);
                true
            }
            _ => false,
        }
    }
}

/// The token of a header: what follows `Bearer` or `DPoP`.
fn without_scheme(name: &HeaderName, value: &HeaderValue) -> Result<SecretString, CredentialError> {
    let text = if name == header::AUTHORIZATION { value.to_str().ok() } else { None };
    let parts = text.and_then(|text| text.split_once(' '));
    match parts {
        Some(("Bearer" | "DPoP", token)) => Ok(SecretString::new(token)),
        _ => Err(CredentialError::new(
            CredentialErrorKind::Configuration,
            "what the credential gives is not a token of OAuth, so no other can be had for it: is it an API key?",
        )),
    }
}

#[cfg(test)]
mod tests {
    use auth_core::{ApiKey, StaticToken, lifecycle::TokenCache};

    use super::*;

    async fn obtained(presented: Presented) -> Result<String, CredentialError> {
        presented.obtain().await.map(|obtained| obtained.token.expose_secret().to_owned())
    }

    #[tokio::test]
    async fn a_token_is_presented_without_the_scheme_of_its_header() {
        let request = TokenRequest::default;
        for token in [AccessToken::bearer(&"abc".into()), AccessToken::dpop(&"abc".into())] {
            let credential = StaticToken::new(token.unwrap());
            let source = TokenCache::new(credential.clone()).source(request());
            assert_eq!(obtained(Presented::credential(credential, request())).await.unwrap(), "abc");
            assert_eq!(obtained(Presented::Source(source)).await.unwrap(), "abc");
        }
        assert_eq!(obtained(Presented::Secret("abc".into())).await.unwrap(), "abc");
    }

    #[tokio::test]
    async fn an_api_key_is_not_presented() {
        for key in [ApiKey::new("sesame"), ApiKey::in_header(HeaderName::from_static("x-api-key"), "sesame")] {
            let presented = Presented::credential(key.unwrap(), TokenRequest::default());
            let error = obtained(presented).await.unwrap_err();
            assert_eq!(error.kind(), CredentialErrorKind::Configuration);
            assert!(!format!("{error} {error:?}").contains("sesame"), "{error}");
        }
    }
}
