//! A playground for the agent, in which the servers have a bad day.

use std::{io, time::Duration};

use auth_core::{Grant as _, GrantFor};
use auth_examples::playground::{Answer, Playground, Registration};
use auth_reqwest::{Settings, SettingsError, oauth::ClientCredentials};
use bimdata::{
    BimData,
    operations::{CreateCloud, CreateProject},
    types::{CloudRequest, ProjectRequest},
};
use http::StatusCode;

use crate::{PREFIX, failure::Failure};

pub(crate) const INTERVAL: Duration = Duration::from_millis(250);
pub(crate) const ROUNDS: usize = 48;
const LIFETIME: Duration = Duration::from_secs(2);
const SECRET: &str = "a secret of the playground";

/// Who furnishes the API beforehand.
type Furnishes = GrantFor<(CreateCloud, CreateProject)>;

pub(crate) struct Rehearsal(Playground);

impl Rehearsal {
    pub(crate) async fn start() -> Result<Self, Failure> {
        let playground = Playground::start().await?;
        let agent = Registration::new("agent", SECRET, "model:read".parse().map_err(io::Error::other)?);
        playground.register(agent.token_lifetime(LIFETIME));
        let scopes = Furnishes::scopes().unwrap_or_default();
        playground.register(Registration::new("furnisher", SECRET, scopes));

        let credential = ClientCredentials::discover(playground.issuer(), "furnisher", SECRET).await?;
        let api: BimData<Furnishes> = BimData::at(playground.api()).credential(credential).build()?;
        let cloud =
            api.send(CreateCloud { body: CloudRequest { name: "Atelier".into(), ..CloudRequest::default() } }).await?;
        for name in ["Library", "Town hall"] {
            let body = ProjectRequest { name: name.into(), ..ProjectRequest::default() };
            api.send(CreateProject { cloud_pk: cloud.id, body }).await?;
        }
        Ok(Self(playground))
    }

    /// As an operator would set them.
    pub(crate) fn settings(&self) -> Result<Settings, SettingsError> {
        let settings = [
            ("ISSUER", self.0.issuer()),
            ("BASE_URL", self.0.api()),
            ("CLIENT_ID", "agent"),
            ("CLIENT_SECRET", SECRET),
            ("SCOPES", "model:read"),
        ];
        Settings::from_vars(PREFIX, settings.map(|(name, value)| (format!("{PREFIX}_{name}"), value)))
    }

    /// What happens to the servers before a round.
    pub(crate) fn before_round(&self, round: usize) -> Option<&'static str> {
        match round {
            16 => {
                self.0.revoke_tokens();
                Some("(the authorization server revokes all tokens)")
            }
            22 => {
                self.0.answer("POST /token", Answer::new(StatusCode::SERVICE_UNAVAILABLE).times(2));
                Some("(the authorization server is about to be out of order for 2 requests)")
            }
            _ => None,
        }
    }
}
