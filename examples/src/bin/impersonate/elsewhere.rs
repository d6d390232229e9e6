//! At a server of one's own, which the environment names.

use std::env;

use auth_core::{AccessToken, Credential, Lifetime, ScopeSet, Secret, TokenRequest};
use auth_examples::{failure::Failure, screen::Screen};
use auth_reqwest::oauth::{
    ClientAuthentication, ClientCredentials, ClientRegistration, SecurityToken, SecurityTokenType, TokenExchange,
};

const VARIABLES: [&str; 5] = [
    "IMPERSONATE_ISSUER",
    "IMPERSONATE_CLIENT_ID",
    "IMPERSONATE_CLIENT_SECRET",
    "IMPERSONATE_SUBJECT_TOKEN",
    "IMPERSONATE_SCOPES",
];

/// A server that exchanges tokens, an application that it knows, and the token of a user.
pub(crate) struct Elsewhere {
    issuer: String,
    client_id: String,
    client_secret: Secret,
    subject_token: Secret,
    scopes: ScopeSet,
}

impl Elsewhere {
    /// `None` when none of the variables is there.
    pub(crate) fn from_env() -> Result<Option<Self>, Failure> {
        let values = VARIABLES.map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
        if values.iter().all(Option::is_none) {
            return Ok(None);
        }
        let missing: Vec<_> = VARIABLES.iter().zip(&values).filter(|(_, value)| value.is_none()).collect();
        let missing: Vec<_> = missing.into_iter().map(|(name, _)| *name).collect();
        let [Some(issuer), Some(client_id), Some(client_secret), Some(subject_token), Some(scopes)] = values else {
            return Err(Failure::new("all of the variables, or none", format!("no {}", missing.join(" and no "))));
        };
        let scopes = scopes.parse()?;
        let (client_secret, subject_token) = (client_secret.into(), subject_token.into());
        Ok(Some(Self { issuer, client_id, client_secret, subject_token, scopes }))
    }

    pub(crate) async fn run(self) -> Result<(), Failure> {
        let mut screen = Screen::stdout();
        screen.title(
            "Acting for another user",
            "Whom an API will see is between it and the authorization server; what was granted is told here.",
        )?;
        screen.fact("issuer", &self.issuer)?;
        screen.fact("client", &self.client_id)?;
        let agent = ClientRegistration::builder(self.client_id)
            .authentication(ClientAuthentication::secret(self.client_secret))
            .discover(&self.issuer)
            .await?;
        let user = SecurityToken::new(self.subject_token, SecurityTokenType::AccessToken);
        let request = TokenRequest::for_scopes(self.scopes.clone());

        screen.step(1, "Impersonate the user", "With the user's token alone.")?;
        let impersonates = TokenExchange::new(&agent, user.clone());
        tell(&mut screen, &impersonates.token(&request).await?)?;

        screen.step(2, "Act for the user", "With a token that says who acts beside it.")?;
        let acts = TokenExchange::new(&agent, user).with_actor(ClientCredentials::new(&agent));
        tell(&mut screen, &acts.token(&request).await?)?;

        screen.step(3, "Hand on fewer scopes", "One scope alone, for the token of the first step.")?;
        let one: ScopeSet = self.scopes.into_iter().take(1).collect();
        let wider = SecurityToken::from_credential(impersonates, request);
        let fewer = TokenExchange::new(&agent, wider).token(&TokenRequest::for_scopes(one)).await?;
        Ok(tell(&mut screen, &fewer)?)
    }
}

fn tell(screen: &mut Screen<impl std::io::Write>, token: &AccessToken) -> std::io::Result<()> {
    screen.fact("granted", token.scopes().map(ToString::to_string).unwrap_or_default())?;
    match token.lifetime() {
        Lifetime::For(duration) => screen.fact("lives for", format_args!("{} s", duration.as_secs())),
        _ => screen.fact("lives for", "as long as the server likes"),
    }
}
