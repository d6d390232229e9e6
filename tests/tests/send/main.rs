//! `Client::send`: what an endpoint declares goes over the wire, and what comes back is told apart.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod declared;
mod requests;
mod server;

use auth_core::{AccessToken, Scope, Secret, StaticToken};
use auth_reqwest::Client;

/// What the operations here require.
#[derive(Debug, Scope)]
#[scope("thing:write")]
struct ThingWrite;

/// A token of which nothing is known but that it is one.
fn token() -> AccessToken {
    AccessToken::bearer(&Secret::new("sesame")).unwrap()
}

fn client(url: &str) -> Client<ThingWrite> {
    Client::builder(url).credential(StaticToken::new(token())).build().unwrap()
}
