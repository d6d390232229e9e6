//! What comes with a refresh (RFC 6749 section 6, OpenID Connect Core 1.0 section 12.2).

use std::time::Duration;

use auth_tests::{
    peer::Peer,
    sign_in::{editor, refresh, sign_in},
};
use serde_json::{Value, json};

use super::row::{Failures, INVALID, Outcome::Accepted, Row, TOKEN, UNAVAILABLE, of_credential, row};

/// Each row at a session of its own: no token of such an answer is served, and nobody else is signed in by it. The session
/// goes on with the next one, unless the server has put the new refresh token into something that cannot be read.
#[tokio::test]
async fn a_refresh_that_is_not_of_this_sign_in_changes_nothing() {
    let peer = Peer::start();
    let mut failures = Failures::default();
    for row in rows() {
        // So that the first ID token says when the user signed in.
        let session = sign_in(&editor(&peer).await.max_age(Duration::from_mins(10))).await;
        refresh(&session).await.unwrap();
        row.inject(&peer).await;
        if let Some(control) = row.meanwhile {
            peer.control(control, json!({})).await;
        }
        let result = of_credential(refresh(&session).await);
        failures.note(row.check(&peer, &result).await);
        failures.ensure(&row, session.identity().unwrap().subject() == "alice", "someone else is signed in");
        let is_read = row.outcome != INVALID || row.faults[0].1.get("jwt").is_some();
        failures.ensure(&row, refresh(&session).await.is_ok() == is_read, "the session goes on, or does not");
    }
    failures.assert_none();
}

fn jwt(mut change: Value) -> Value {
    change["field"] = "id_token".into();
    json!({ "jwt": change })
}

pub(crate) fn rows() -> Vec<Row> {
    [id_tokens(), answers()].into_iter().flatten().collect()
}

fn id_tokens() -> Vec<Row> {
    let set = |claims: Value| jwt(json!({ "set": claims }));
    let without = |claim: &str| jwt(json!({ "drop": [claim] }));
    vec![
        row("refresh: sub of another", TOKEN, set(json!({ "sub": "eve" })), INVALID)
            .of(&["oidcc-client-test-refresh-token-invalid-sub"]),
        row("refresh: sub missing", TOKEN, without("sub"), INVALID),
        row("refresh: iss of another", TOKEN, set(json!({ "iss": "https://iam.example.com" })), INVALID)
            .of(&["oidcc-client-test-refresh-token-invalid-issuer"]),
        row("refresh: aud of another", TOKEN, set(json!({ "aud": "another" })), INVALID),
        row("refresh: azp of another", TOKEN, set(json!({ "azp": "another" })), INVALID),
        row("refresh: nonce of another", TOKEN, set(json!({ "nonce": "another" })), INVALID),
        row("refresh: nonce missing", TOKEN, without("nonce"), Accepted),
        row("refresh: another auth_time", TOKEN, set(json!({ "auth_time": 1_000_000_000 })), INVALID),
        row("refresh: exp past", TOKEN, jwt(json!({ "at": { "exp": -60 } })), INVALID),
        row("refresh: iat missing", TOKEN, without("iat"), INVALID),
        row("refresh: signature changed", TOKEN, jwt(json!({ "sig": "flip" })), INVALID),
        row("refresh: none", TOKEN, jwt(json!({ "key": "none" })), INVALID),
        row("refresh: HS256 with the public key", TOKEN, jwt(json!({ "key": "hs256" })), INVALID),
        row("refresh: at_hash of another", TOKEN, set(json!({ "at_hash": "77QmUPtjPfzWtF2AnpK9RQ" })), INVALID),
        row("refresh: no ID token", TOKEN, json!({ "patch": { "id_token": null } }), Accepted)
            .of(&["oidcc-client-test-refresh-token"]),
        row("refresh: keys replaced", TOKEN, jwt(json!({})), Accepted)
            .meanwhile("rotate-keys")
            .of(&["oidcc-client-test-signing-key-rotation"]),
    ]
}

fn answers() -> Vec<Row> {
    let patch = |members: Value| json!({ "patch": members });
    vec![
        row("refresh: token_type missing", TOKEN, patch(json!({ "token_type": null })), INVALID),
        row("refresh: token_type DPoP", TOKEN, patch(json!({ "token_type": "DPoP" })), INVALID),
        row("refresh: the server is down", TOKEN, json!({ "status": 503 }), UNAVAILABLE),
        row("refresh: an answer of another kind", TOKEN, json!({ "raw": "[]" }), INVALID),
    ]
}
