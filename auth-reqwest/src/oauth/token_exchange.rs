use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use auth_core::{AccessToken, Credential, CredentialError, CredentialErrorKind, TokenRequest};
use huskarl::{core::secrets::SecretString, grant::core::TokenResponse};
use serde::Serialize;

use super::{
    ClientRegistration, SecurityToken, SecurityTokenType, presented::Obtained, token_endpoint, token_response,
};

/// Token exchange (RFC 8693): acts for someone else, with a token that speaks for them.
///
/// ```no_run
/// use auth_core::Secret;
/// use auth_reqwest::{
///     Client,
///     oauth::{ClientCredentials, ClientRegistration, SecurityToken, SecurityTokenType, TokenExchange},
/// };
/// # use auth_core::Scope;
/// # #[derive(Scope)]
/// # #[scope("model:read")]
/// # struct ModelRead;
///
/// # async fn example(agent: ClientRegistration, shown_by_alice: Secret) -> Result<(), auth_reqwest::Error> {
/// let alice = SecurityToken::new(shown_by_alice, SecurityTokenType::AccessToken).with_name("alice");
///
/// // Impersonation: to the API, it is alice who calls.
/// let as_alice = TokenExchange::new(&agent, alice.clone());
/// // Delegation: the API sees that the agent acts for alice.
/// let for_alice = TokenExchange::new(&agent, alice).with_actor(ClientCredentials::new(&agent));
///
/// let api: Client<ModelRead> = Client::builder("https://api.example.com").credential(for_alice).build()?;
/// # _ = (as_alice, api);
/// # Ok(())
/// # }
/// ```
///
/// Scopes, resources and audience are those of the client; what the server grants of them is recorded and enforced. The
/// tokens of subject and actor are obtained anew for each exchange, so the client lives for as long as they can be.
///
/// # Who acts
///
/// That is between the authorization server and the API: an access token is opaque to a client (RFC 9068 section 6), and
/// the answer to an exchange does not say it. The API reads it in the token, as `sub` and `act` (RFC 8693 section 4.1).
/// What the client knows is what it asked for: [`subject`](Self::subject) and [`actor`](Self::actor).
///
/// # Security
///
/// One `TokenExchange` speaks for one subject. A client has a token cache of its own, so the tokens of two of them never
/// mix, whatever scopes they have; give each user of a program a client of their own.
#[derive(Clone, Debug)]
pub struct TokenExchange {
    registration: ClientRegistration,
    subject: SecurityToken,
    actor: Option<SecurityToken>,
    /// Whether the last refusal was of fresh tokens, so that it is not they which are wrong.
    is_in_vain: Arc<AtomicBool>,
}

impl TokenExchange {
    /// Tokens that speak for the subject, and do not show that someone else uses them (impersonation).
    #[must_use]
    pub fn new(registration: &ClientRegistration, subject: impl Into<SecurityToken>) -> Self {
        Self { registration: registration.clone(), subject: subject.into(), actor: None, is_in_vain: Arc::default() }
    }

    /// Says who acts for the subject (delegation). The server writes it into the token, around who acted before.
    #[must_use]
    pub fn with_actor(mut self, actor: impl Into<SecurityToken>) -> Self {
        self.actor = Some(actor.into());
        self
    }

    /// Whom the tokens speak for.
    #[must_use]
    pub const fn subject(&self) -> &SecurityToken {
        &self.subject
    }

    /// Who acts for the subject; `None` for impersonation.
    #[must_use]
    pub const fn actor(&self) -> Option<&SecurityToken> {
        self.actor.as_ref()
    }

    async fn exchange(&self, request: &TokenRequest, parties: &Parties) -> Result<AccessToken, CredentialError> {
        let flow = Parameters {
            grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
            requested_token_type: SecurityTokenType::AccessToken.to_string(),
            subject_token: parties.subject.token.clone(),
            subject_token_type: self.subject.token_type().to_string(),
            actor_token: parties.actor.as_ref().map(|actor| actor.token.clone()),
            actor_token_type: self.actor.as_ref().map(|actor| actor.token_type().to_string()),
        };
        let response = token_endpoint::ask(&self.registration, request, flow).await?;
        check_issued_type(&response)?;
        token_response::access_token(&response, request, self.registration.binding())
    }

    async fn parties(&self) -> Result<Parties, CredentialError> {
        let subject = self.subject.presented().obtain().await?;
        let actor = match &self.actor {
            None => None,
            Some(actor) => Some(actor.presented().obtain().await?),
        };
        Ok(Parties { subject, actor })
    }

    /// Whether there may be other tokens than those which were refused.
    fn refused(&self, parties: &Parties) -> bool {
        let subject = self.subject.presented().refused(&parties.subject);
        let actors = self.actor.as_ref().zip(parties.actor.as_ref());
        let actor = actors.is_some_and(|(actor, obtained)| actor.presented().refused(obtained));
        subject || actor
    }
}

#[async_trait]
impl Credential for TokenExchange {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let parties = self.parties().await?;
        let mut answer = self.exchange(request, &parties).await;
        let is_refused = |answer: &Result<_, _>| answer.as_ref().is_err_and(refuses_a_party);
        // A token out of a cache may have ended without anyone here noticing: revoked, or its key replaced.
        if is_refused(&answer) && !self.is_in_vain.load(Ordering::Relaxed) && self.refused(&parties) {
            answer = self.exchange(request, &self.parties().await?).await;
            self.is_in_vain.store(is_refused(&answer), Ordering::Relaxed);
        } else if answer.is_ok() {
            self.is_in_vain.store(false, Ordering::Relaxed);
        }
        answer.map_err(in_other_words)
    }
}

/// Who takes part, as shown to the server once.
struct Parties {
    subject: Obtained,
    actor: Option<Obtained>,
}

/// RFC 8693 section 2.1.
#[derive(Clone, Serialize)]
struct Parameters {
    grant_type: &'static str,
    requested_token_type: String,
    subject_token: SecretString,
    subject_token_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor_token: Option<SecretString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor_token_type: Option<String>,
}

/// RFC 8693 section 2.2.1: the server says what it issued, and it has to be what was asked for.
fn check_issued_type(response: &TokenResponse) -> Result<(), CredentialError> {
    let message = match response.raw_token_response().issued_token_type.as_deref() {
        Some(issued) if issued == SecurityTokenType::AccessToken.as_str() => return Ok(()),
        Some(_) => "an access token was asked for, and the server says in `issued_token_type` that it issued another",
        None => "the server does not say in `issued_token_type` what it issued",
    };
    Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message))
}

/// RFC 8693 section 2.2.2: a token that is not valid or not acceptable is an `invalid_request`. Some servers have
/// `invalid_grant` for it.
fn refuses_a_party(error: &CredentialError) -> bool {
    matches!(error.code(), Some("invalid_grant" | "invalid_request"))
}

/// With a kind that says what helps: another subject or actor.
fn in_other_words(error: CredentialError) -> CredentialError {
    let Some(code) = error.code().filter(|_| refuses_a_party(&error)).map(str::to_owned) else {
        return error;
    };
    let message = "the authorization server refused the exchange: the token of the subject or actor has ended, or may \
                   not be used for this";
    CredentialError::new(CredentialErrorKind::Rejected, message).with_code(&code).with_source(error)
}
