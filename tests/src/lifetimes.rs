//! Clients that are used for longer than their tokens live.
#![expect(clippy::expect_used, reason = "it is for tests, which end with the message")]

use std::{collections::HashSet, time::Duration};

use auth_core::{Credential, Grant, lifecycle::TokenCache};
use auth_reqwest::Client;
use serde_json::Value;

use crate::{clock::SetClock, peer::Peer};

/// How long the tokens live, as the environment of a [`Peer`] says it, and that its time is set.
pub const THREE_SECONDS: [(&str, &str); 2] = [("AT_TTL", "3"), ("CLOCK", "set")];
const STEP: Duration = Duration::from_millis(200);

/// A client of the peer's API that goes by a clock.
///
/// # Panics
///
/// Never, as the URL is right.
#[must_use]
pub fn client<G: Grant>(peer: &Peer, clock: &SetClock, credential: impl Credential) -> Client<G> {
    let tokens = TokenCache::builder(credential).clock(clock.clone()).build();
    Client::builder(peer.issuer()).tokens(tokens).build().expect("the URL is right")
}

/// Has a client with [`THREE_SECONDS`] call for seven, and returns the ID of the token that each call came with.
///
/// # Panics
///
/// When fewer than three tokens were used.
pub async fn outlive(peer: &Peer, clock: &SetClock, call: impl AsyncFn() -> Value) -> Vec<String> {
    let mut used = Vec::new();
    for _ in 0..35 {
        used.push(call().await["jti"].to_string());
        peer.advance(STEP).await;
        clock.advance(STEP);
    }
    let tokens = distinct(&used);
    assert!(tokens >= 3, "{tokens} tokens");
    used
}

/// How many different tokens these are.
#[must_use]
pub fn distinct(used: &[String]) -> usize {
    used.iter().collect::<HashSet<_>>().len()
}

/// Calls until each token that was fetched has been used: the last call may have begun to renew the one it came with.
pub async fn catch_up(used: &mut Vec<String>, fetched: impl AsyncFn() -> u64, call: impl AsyncFn() -> Value) {
    while used.len() < 1000 && fetched().await > distinct(used) as u64 {
        used.push(call().await["jti"].to_string());
    }
}
