use std::time::Duration;

use auth_core::{CredentialError, CredentialErrorKind, TokenRequest, lifecycle::TokenSource};
use huskarl::{
    core::{Error, OAuthErrorCode},
    userinfo::UserInfoClient,
};

use super::Session;
use crate::oauth::{Claims, error};

impl Session {
    /// Asks the server what it says of the user (OpenID Connect Core 1.0 section 5.3): `name` and such when the scope
    /// `profile` was granted, `email` with `email`.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the server has no such endpoint, could not be asked, refused, or answered about someone
    /// else than the [`identity`](Self::identity).
    pub async fn user_info(&self) -> Result<Claims, CredentialError> {
        let registration = self.renewal.registration();
        let server = registration.server();
        let Some(identity) = self.identity() else {
            let message = "who has signed in is not known, so that what the server says cannot be of use: it issued no ID \
                           token";
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        };
        let aliases = server.metadata()?.mtls_endpoint_aliases.as_ref();
        let client = UserInfoClient::builder()
            .userinfo_endpoint(server.endpoint("userinfo_endpoint", |metadata| metadata.userinfo_endpoint.as_ref())?)
            .maybe_mtls_userinfo_endpoint(aliases.and_then(|aliases| aliases.userinfo_endpoint.clone()))
            .dpop(registration.binding().resource_server())
            .jws_verifier(registration.verifier().await?)
            .maybe_issuer(registration.issuer())
            .client_id(registration.client_id())
            .build()
            .await
            .map_err(|error| failed(&error))?;
        let source = self.tokens.source(TokenRequest::default());
        let (generation, answer) = self.ask(&client, &source, identity.subject()).await?;
        let answer = match answer {
            // Revoked, or the keys have changed: once more with another token.
            Err(error) if is_refused(&error) => {
                source.invalidate(generation);
                self.ask(&client, &source, identity.subject()).await?.1
            }
            answer => answer,
        };
        answer.map_err(|error| failed(&error))
    }

    async fn ask(
        &self,
        client: &UserInfoClient,
        source: &TokenSource,
        subject: &str,
    ) -> Result<(u64, Result<Claims, Error>), CredentialError> {
        let registration = self.renewal.registration();
        let cached = source.token(Duration::ZERO).await?;
        let token = registration.binding().token_in(cached.header().1).ok_or_else(|| {
            CredentialError::new(CredentialErrorKind::InvalidResponse, "the access token has no scheme")
        })?;
        let answer = client.get(registration.transport(), &token, subject).await;
        Ok((cached.generation(), answer.map(|info| Claims::new(&info.sub, &info))))
    }
}

fn is_refused(error: &Error) -> bool {
    error.verdict().is_some_and(|verdict| *verdict.code() == OAuthErrorCode::InvalidToken)
}

fn failed(error: &Error) -> CredentialError {
    error::from_server(
        error,
        "the server could not be asked about the user",
        "what the server says of the user is not usable",
    )
}
