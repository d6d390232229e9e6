//! `Client::send`: what an endpoint declares goes over the wire, and what comes back is told apart.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod requests;
mod server;

use auth_core::{AccessToken, Scope, Secret, StaticToken};
use auth_reqwest::Client;

/// What the operations here require.
#[derive(Debug, Scope)]
#[scope("thing:write")]
struct ThingWrite;

/// A client that holds a token of which nothing is known but that it is one.
fn client(url: &str) -> Client<ThingWrite> {
    let token = AccessToken::bearer(&Secret::new("sesame")).unwrap();
    Client::builder(url).credential(StaticToken::new(token)).build().unwrap()
}
