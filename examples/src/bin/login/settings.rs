//! Where the tool signs in, from the environment:
//!
//! | variable | what it is |
//! |---|---|
//! | `AUTH_ISSUER` | the authorization server; without it, the playground is used |
//! | `AUTH_CLIENT_ID` | who the tool is there: a client without a secret |
//! | `AUTH_API` | the base URL of the API, `https://api.bimdata.io` unless it is set |

use std::env;

use auth_examples::{failure::Failure, playground::Playground};
use tokio::net::TcpStream;

/// Where the playground is, so that the next process finds the one that runs.
const ISSUER: u16 = 4270;
const API: u16 = 4271;

pub(crate) struct Settings {
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) api: String,
}

impl Settings {
    /// Those of the environment, else of the playground: the one that runs, else one that ends with this process.
    pub(crate) async fn find() -> Result<(Self, Option<Playground>), Failure> {
        if let Some(issuer) = optional("AUTH_ISSUER") {
            let client_id = optional("AUTH_CLIENT_ID");
            let client_id =
                client_id.ok_or_else(|| Failure::new("`AUTH_CLIENT_ID` beside `AUTH_ISSUER`", "the latter alone"))?;
            let api = optional("AUTH_API").unwrap_or_else(|| "https://api.bimdata.io".to_owned());
            return Ok((Self { issuer, client_id, api }, None));
        }
        let settings = Self {
            issuer: format!("http://127.0.0.1:{ISSUER}"),
            client_id: "viewer-desktop".to_owned(),
            api: format!("http://127.0.0.1:{API}"),
        };
        if TcpStream::connect(("127.0.0.1", ISSUER)).await.is_ok() {
            return Ok((settings, None));
        }
        let playground = Playground::start_on(ISSUER, API).await?;
        playground.furnish()?;
        Ok((settings, Some(playground)))
    }
}

fn optional(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
