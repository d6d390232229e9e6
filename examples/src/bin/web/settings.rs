//! Where the application runs, from the environment:
//!
//! | variable | what it is |
//! |---|---|
//! | `AUTH_ISSUER` | the authorization server; without it, the playground is used |
//! | `AUTH_CLIENT_ID`, `AUTH_CLIENT_SECRET` | who the application is there |
//! | `AUTH_API` | the base URL of the API, `https://api.bimdata.io` unless it is set |
//! | `WEB_BASE_URL` | where browsers find the application, such as `https://models.example.com` |
//! | `WEB_PORT` | the port it listens on, any free one unless it is set |

use std::env;

use auth_core::Secret;
use auth_examples::playground::Playground;

pub(crate) struct Settings {
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: Secret,
    pub(crate) api: String,
    pub(crate) base_url: Option<String>,
    pub(crate) port: u16,
}

impl Settings {
    /// `None` when no issuer is set.
    pub(crate) fn from_environment() -> Result<Option<Self>, String> {
        let Some(issuer) = optional("AUTH_ISSUER") else {
            return Ok(None);
        };
        Ok(Some(Self {
            issuer,
            client_id: required("AUTH_CLIENT_ID")?,
            client_secret: required("AUTH_CLIENT_SECRET")?.into(),
            api: optional("AUTH_API").unwrap_or_else(|| "https://api.bimdata.io".to_owned()),
            base_url: optional("WEB_BASE_URL").map(|url| url.trim_end_matches('/').to_owned()),
            port: port()?,
        }))
    }

    /// The client that the playground has registered for it.
    pub(crate) fn of(playground: &Playground) -> Result<Self, String> {
        Ok(Self {
            issuer: playground.issuer().to_owned(),
            client_id: "viewer-web".to_owned(),
            client_secret: "a secret of the playground".into(),
            api: playground.api().to_owned(),
            base_url: None,
            port: port()?,
        })
    }
}

fn port() -> Result<u16, String> {
    let port = optional("WEB_PORT").map(|port| port.parse()).transpose();
    port.map(Option::unwrap_or_default).map_err(|_| "`WEB_PORT` is not the number of a port".to_owned())
}

fn required(name: &str) -> Result<String, String> {
    optional(name).ok_or_else(|| format!("`{name}` is needed beside `AUTH_ISSUER`"))
}

fn optional(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
