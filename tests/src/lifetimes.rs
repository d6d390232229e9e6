//! Clients that are used for longer than their tokens live.

use std::time::Duration;

use serde_json::Value;

use crate::{clock::SetClock, peer::Peer};

/// How long the tokens live, as the environment of a [`Peer`] says it, and that its time is set.
pub const THREE_SECONDS: [(&str, &str); 2] = [("AT_TTL", "3"), ("CLOCK", "set")];
const STEP: Duration = Duration::from_millis(200);

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
    used.iter().collect::<std::collections::HashSet<_>>().len()
}
