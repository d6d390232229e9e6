use auth_core::{CredentialError, CredentialErrorKind, Secret, lifecycle::Ended};
use http::HeaderValue;
use huskarl::{
    core::{Error, OAuthErrorCode, secrets::SecretString},
    revocation::{RevocableToken, TokenRevocation},
    token,
};
use reqwest::Url;
use tokio::task;

use super::{Session, renewal::Renewal};
use crate::oauth::{ClientRegistration, error};

impl Session {
    /// Signs out, here and at the server: nothing is served any more, the store forgets the refresh token, and the server
    /// is told to revoke it and the access tokens that still live (the last sixteen; RFC 7009), where it can.
    ///
    /// Clients that use [`tokens`](Self::tokens) notice at once, and whoever has subscribed to them reads
    /// [`SignedOut`](auth_core::lifecycle::TokenChange::SignedOut). The user is still signed in at the server itself:
    /// see [`end_session_url`](Self::end_session_url).
    ///
    /// A store has one refresh token for each issuer, client and user: a session that has taken the place of this one there is
    /// signed out with it.
    ///
    /// Whoever stops waiting for it has it done all the same.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the server could not be told, or the store could not forget: the first thing that went
    /// wrong. Everything else has been done all the same.
    pub async fn sign_out(&self) -> Result<(), CredentialError> {
        self.renewal.close();
        self.tokens.clear();
        let renewal = self.renewal.clone();
        let task = task::spawn(async move { revoke_all(&renewal).await });
        task.await.unwrap_or_else(|error| Err(CredentialError::unavailable(error)))
    }

    /// Where the user's browser is to go to sign out at the server itself (OpenID Connect RP-Initiated Logout 1.0);
    /// `None` when the server has no such page. The user comes back to `post_logout_redirect_uri`, which has to be
    /// registered, with the same `state`.
    ///
    /// It names the session by its ID token, so it is not meant for a log.
    #[must_use]
    pub fn end_session_url(&self, post_logout_redirect_uri: Option<&str>, state: Option<&str>) -> Option<String> {
        let hint = self.renewal.identity().hint();
        end_session_url(self.renewal.registration(), hint.as_ref(), post_logout_redirect_uri, state)
    }
}

/// The same for a session that is perhaps not known any more.
pub(in crate::oauth) fn end_session_url(
    registration: &ClientRegistration,
    id_token_hint: Option<&Secret>,
    post_logout_redirect_uri: Option<&str>,
    state: Option<&str>,
) -> Option<String> {
    let endpoint =
        registration.server().endpoint("end_session_endpoint", |metadata| metadata.end_session_endpoint.as_ref());
    let mut url = Url::parse(&endpoint.ok()?.to_string()).ok()?;
    let parameters = [
        ("id_token_hint", id_token_hint.map(Secret::expose)),
        ("client_id", Some(registration.client_id())),
        ("post_logout_redirect_uri", post_logout_redirect_uri),
        ("state", state),
    ];
    url.query_pairs_mut().extend_pairs(parameters.iter().filter_map(|(name, value)| Some((name, (*value)?))));
    Some(url.into())
}

/// Forgets what there is, and has the server forget it.
async fn revoke_all(renewal: &Renewal) -> Result<(), CredentialError> {
    let (Ended { refresh_tokens, mut outcome, .. }, issued) = renewal.end().await;
    let revocation = match Revocation::of(renewal.registration()) {
        Ok(Some(revocation)) => revocation,
        Ok(None) => return outcome,
        Err(error) => return outcome.and(Err(error)),
    };
    for refresh in refresh_tokens {
        let secret = SecretString::new(refresh.secret().expose());
        outcome = outcome.and(revocation.revoke(&token::RefreshToken::new(secret, None)).await);
    }
    for access in issued {
        outcome = outcome.and(revocation.revoke_header(access.header().1).await);
    }
    outcome
}

/// How tokens are revoked at a server that can.
struct Revocation<'a> {
    registration: &'a ClientRegistration,
    endpoint: TokenRevocation,
}

impl<'a> Revocation<'a> {
    fn of(registration: &'a ClientRegistration) -> Result<Option<Self>, CredentialError> {
        let server = registration.server();
        if server.issuer().is_none() {
            // Of such a server only the token endpoint is known.
            return Ok(None);
        }
        let endpoint =
            server.optional_endpoint("revocation_endpoint", |metadata| metadata.revocation_endpoint.as_ref())?;
        let Some(endpoint) = endpoint else {
            return Ok(None);
        };
        let alias = server.alias("revocation_endpoint", |aliases| aliases.revocation_endpoint.as_ref())?;
        let endpoint = TokenRevocation::builder()
            .client_id(registration.client_id().to_owned())
            .client_auth(registration.authentication().clone())
            .maybe_issuer(registration.issuer())
            .token_endpoint(server.token_endpoint.clone())
            .revocation_endpoint(endpoint)
            .maybe_mtls_revocation_endpoint(alias)
            .maybe_revocation_endpoint_auth_methods_supported(server.authentication_methods.clone())
            .build();
        Ok(Some(Self { registration, endpoint }))
    }

    async fn revoke_header(&self, header: &HeaderValue) -> Result<(), CredentialError> {
        match self.registration.binding().token_in(header) {
            None => Ok(()),
            Some(token) => self.revoke(&token).await,
        }
    }

    async fn revoke(&self, token: &impl RevocableToken) -> Result<(), CredentialError> {
        match self.endpoint.revoke(self.registration.transport(), token).await {
            Ok(()) => Ok(()),
            // Such as an access token that the API checks by itself: it ends with its life.
            Err(error) if is_of_unsupported_type(&error) => Ok(()),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn is_of_unsupported_type(error: &Error) -> bool {
    error.verdict().is_some_and(|verdict| *verdict.code() == OAuthErrorCode::UnsupportedTokenType)
}

fn failed(error: &Error) -> CredentialError {
    let cause = error::from_server(error, "the server could not be reached", "the server's answer is not usable");
    let kind = match cause.kind() {
        CredentialErrorKind::InvalidResponse => CredentialErrorKind::Unavailable,
        kind => kind,
    };
    CredentialError::new(kind, "signed out, but the server could not be told to revoke the tokens").with_source(cause)
}
