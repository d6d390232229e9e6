use std::time::Duration;

use auth_core::{CredentialError, CredentialErrorKind, TokenRequest, lifecycle::TokenSource};
use bytes::Bytes;
use http::Request;
use huskarl::{
    core::{
        Error, OAuthErrorCode,
        http::{HttpClient, HttpResponse, Idempotency},
        platform::MaybeSendBoxFuture,
    },
    userinfo::UserInfoClient,
};

use super::Session;
use crate::oauth::{Claims, error, transport::Transport};

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
        let alias = server.alias("userinfo_endpoint", |aliases| aliases.userinfo_endpoint.as_ref())?;
        let client = UserInfoClient::builder()
            .userinfo_endpoint(server.endpoint("userinfo_endpoint", |metadata| metadata.userinfo_endpoint.as_ref())?)
            .maybe_mtls_userinfo_endpoint(alias)
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
        let answer = client.get(&Quiet(registration.transport()), &token, subject).await;
        Ok((cached.generation(), answer.map(|info| Claims::new(&info.sub, &info))))
    }
}

/// Without what the server says when it refuses: it may repeat the token, and the code of the error is in a header.
struct Quiet<'a>(&'a Transport);

impl HttpClient for Quiet<'_> {
    fn uses_mtls(&self) -> bool {
        self.0.uses_mtls()
    }

    fn execute(
        &self,
        request: Request<Bytes>,
        idempotency: Idempotency,
    ) -> MaybeSendBoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let response = self.0.execute(request, idempotency).await?;
            Ok(if response.status.is_success() { response } else { HttpResponse { body: Bytes::new(), ..response } })
        })
    }
}

fn is_refused(error: &Error) -> bool {
    error.verdict().is_some_and(|verdict| *verdict.code() == OAuthErrorCode::InvalidToken)
}

/// Without the words of the server, which may repeat the token that it was asked with.
fn failed(error: &Error) -> CredentialError {
    match error.verdict() {
        Some(verdict) => {
            CredentialError::new(CredentialErrorKind::Rejected, "the server refused to speak about the user")
                .with_code(&verdict.code().to_string())
        }
        None => error::from_server(
            error,
            "the server could not be asked about the user",
            "what the server says of the user is not usable",
        ),
    }
}
