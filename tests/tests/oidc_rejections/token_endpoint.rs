//! Answers of the token endpoint (RFC 6749 section 5), here to a client that acts for itself; and of PAR (RFC 9126).

use std::time::Duration;

use auth_core::{AccessToken, Credential as _, CredentialError, CredentialErrorKind, Lifetime, TokenRequest};
use auth_reqwest::oauth::ClientCredentials;
use auth_tests::{
    peer::Peer,
    sign_in::{begun, key, refresh, stored},
};
use serde_json::{Value, json};

use super::{
    row::{
        Client, Failures, INVALID, INVALID_REQUEST, Outcome::Accepted, PUSHED, REJECTED, Row, TOKEN, UNAVAILABLE,
        of_credential, row,
    },
    sign_in,
};

#[tokio::test]
async fn answers_that_are_no_token_are_refused() {
    run([answers(), token_types(), lifetimes()].into_iter().flatten().collect()).await;
}

#[tokio::test]
async fn refusals_say_what_can_be_done() {
    run(refusals()).await;
    let peer = Peer::start();
    let wait = json!({ "retry-after": "7" });
    let error = token_with(&peer, json!({ "status": 429, "headers": wait })).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    for code in ["temporarily_unavailable", "server_error"] {
        let body = json!({ "error": code });
        let error = token_with(&peer, json!({ "status": 400, "headers": wait, "body": body })).await.unwrap_err();
        let said = (error.kind(), error.code(), error.retry_after());
        assert_eq!(said, (CredentialErrorKind::Unavailable, Some(code), Some(Duration::from_secs(7))));
    }
    let long = format!("{}\u{1b}[2J\n", "ü".repeat(700));
    let body = json!({ "error": "invalid_client", "error_description": long });
    let error = token_with(&peer, json!({ "status": 400, "body": body })).await.unwrap_err();
    let shown = std::error::Error::source(&error).unwrap().to_string();
    assert!(!shown.contains(['\u{1b}', '\n']) && shown.chars().count() < 700, "{shown:?}");
}

#[tokio::test]
async fn answers_that_are_no_token_sign_nobody_in() {
    sign_in::run([sign_ins(), pushed()].into_iter().flatten().collect()).await;
}

/// Runs each row as a client that acts for itself.
async fn run(rows: Vec<Row>) {
    let peer = Peer::start();
    let mut failures = Failures::default();
    for row in rows {
        row.inject(&peer).await;
        let result = of_credential(token(&peer).await);
        failures.note(row.check(&peer, &result).await);
    }
    failures.assert_none();
}

async fn token(peer: &Peer) -> Result<AccessToken, CredentialError> {
    let credential = ClientCredentials::discover(peer.issuer(), "svc-narrow", "n").await?;
    credential.token(&TokenRequest::for_scopes("model:read".parse().unwrap())).await
}

/// A token from an answer that has the fault.
async fn token_with(peer: &Peer, fault: Value) -> Result<AccessToken, CredentialError> {
    peer.fault(TOKEN, fault).await;
    token(peer).await
}

fn patch(members: &Value) -> Value {
    json!({ "patch": members })
}

fn page(status: u16) -> Value {
    json!({ "status": status, "body": "<html>sesame</html>", "headers": { "content-type": "text/html" } })
}

pub(crate) fn rows() -> Vec<Row> {
    let own = [answers(), token_types(), lifetimes(), refusals()];
    own.into_iter().chain([sign_ins(), pushed()]).flatten().collect()
}

fn answers() -> Vec<Row> {
    vec![
        row("a page", TOKEN, page(200), INVALID),
        row("a page as an error", TOKEN, page(400), INVALID),
        row("an array", TOKEN, json!({ "raw": r#"["sesame", "Bearer", 3600]"# }), INVALID),
        row("a text", TOKEN, json!({ "raw": r#""sesame""# }), INVALID),
        row("a number", TOKEN, json!({ "raw": "1" }), INVALID),
        row("nothing", TOKEN, json!({ "raw": "" }), INVALID),
        row("half of it", TOKEN, json!({ "raw": r#"{"access_token":"sesame","token_"# }), INVALID),
        row("an error that says 200", TOKEN, json!({ "raw": r#"{"error":"invalid_client"}"# }), INVALID),
        row("no access token", TOKEN, patch(&json!({ "access_token": null })), INVALID),
        row("an empty access token", TOKEN, patch(&json!({ "access_token": "" })), INVALID),
        row("one with a line break", TOKEN, patch(&json!({ "access_token": "sesame\r\nx: y" })), INVALID),
        row("one that is a list", TOKEN, patch(&json!({ "access_token": ["sesame"] })), INVALID),
        row("a scope that is none", TOKEN, patch(&json!({ "scope": "model:read \"\"" })), INVALID),
        row("a scope that is a list", TOKEN, patch(&json!({ "scope": ["sesame"] })), INVALID),
    ]
}

/// RFC 6749 section 7.1: a type that is not understood is not used. It is written in any case (section 5.1).
fn token_types() -> Vec<Row> {
    let of = |token_type: Value| patch(&json!({ "token_type": token_type }));
    vec![
        row("token_type missing", TOKEN, of(Value::Null), INVALID),
        row("token_type empty", TOKEN, of(json!("")), INVALID),
        row("token_type mac", TOKEN, of(json!("mac")), INVALID),
        row("token_type N_A", TOKEN, of(json!("N_A")), INVALID),
        row(
            "token_type N_A as of an exchange",
            TOKEN,
            patch(&json!({ "token_type": "N_A", "issued_token_type": "x" })),
            INVALID,
        ),
        row("token_type that is a number", TOKEN, of(json!(1)), INVALID),
        row("token_type DPoP", TOKEN, of(json!("DPoP")), INVALID),
        row("token_type bearer", TOKEN, of(json!("bearer")), Accepted),
        row("token_type BEARER", TOKEN, of(json!("BEARER")), Accepted),
        row("token_type bEaReR", TOKEN, of(json!("bEaReR")), Accepted)
            .of(&["fapi2-security-profile-final-client-test-token-type-case-insensitivity"]),
    ]
}

fn lifetimes() -> Vec<Row> {
    let of = |expires_in: Value| patch(&json!({ "expires_in": expires_in }));
    vec![
        row("expires_in negative", TOKEN, of(json!(-1)), INVALID),
        row("expires_in a negative text", TOKEN, of(json!("-1")), INVALID),
        row("expires_in no number", TOKEN, of(json!("sesame")), INVALID),
        row("expires_in infinite", TOKEN, of(json!("inf")), INVALID),
        row("expires_in a list", TOKEN, of(json!([3600])), INVALID),
        row("expires_in true", TOKEN, of(json!(true)), INVALID),
        row("expires_in missing", TOKEN, of(Value::Null), Accepted)
            .of(&["fapi2-security-profile-final-client-test-token-endpoint-response-without-expires_in"]),
    ]
}

fn refusals() -> Vec<Row> {
    let says = |status: u16, code: &str| json!({ "status": status, "body": { "error": code } });
    let elsewhere =
        |status: u16| json!({ "status": status, "headers": { "location": "http://127.0.0.1:1/" }, "body": "sesame" });
    vec![
        row("invalid_client", TOKEN, says(401, "invalid_client"), REJECTED),
        row("unauthorized_client", TOKEN, says(400, "unauthorized_client"), REJECTED),
        row("invalid_grant", TOKEN, says(400, "invalid_grant"), REJECTED),
        row("invalid_scope", TOKEN, says(400, "invalid_scope"), INVALID_REQUEST),
        row("a code of its own", TOKEN, says(400, "too_late"), INVALID_REQUEST),
        row("overloaded", TOKEN, says(503, "temporarily_unavailable"), UNAVAILABLE),
        row("too many", TOKEN, json!({ "status": 429, "headers": { "retry-after": "7" } }), UNAVAILABLE),
        row("broken", TOKEN, json!({ "status": 500, "body": "sesame" }), UNAVAILABLE),
        row("moved permanently", TOKEN, elsewhere(301), INVALID),
        row("found elsewhere", TOKEN, elsewhere(302), INVALID),
        row("see other", TOKEN, elsewhere(303), INVALID),
        row("redirected for now", TOKEN, elsewhere(307), INVALID),
        row("redirected for ever", TOKEN, elsewhere(308), INVALID),
    ]
}

/// The same endpoint, asked with a code.
fn sign_ins() -> Vec<Row> {
    let says = |status: u16, code: &str| json!({ "status": status, "body": { "error": code } });
    vec![
        row("code: a page", TOKEN, page(200), INVALID),
        row("code: an array", TOKEN, json!({ "raw": r#"["sesame", "Bearer", 3600]"# }), INVALID),
        row("code: a redirect", TOKEN, json!({ "status": 302, "headers": { "location": "/rs/models" } }), INVALID),
        row("code: unknown to the server, or of another redirect URI", TOKEN, says(400, "invalid_grant"), REJECTED),
        row("code: the server is down", TOKEN, json!({ "status": 503 }), UNAVAILABLE),
        row("code: token_type missing", TOKEN, patch(&json!({ "token_type": null })), INVALID),
        row("code: token_type unknown", TOKEN, patch(&json!({ "token_type": "mac" })), INVALID),
        row("code: token_type in any case", TOKEN, patch(&json!({ "token_type": "bEARER" })), Accepted),
        row("code: bound to a key, which was not asked for", TOKEN, patch(&json!({ "token_type": "DPoP" })), INVALID),
        row("code: bound to no key, though asked for", TOKEN, patch(&json!({ "token_type": "Bearer" })), INVALID)
            .by(Client::DPoP),
        row("code: bound to a key, as asked for", TOKEN, patch(&json!({ "token_type": "dpop" })), Accepted)
            .by(Client::DPoP)
            .of(&["fapi2-security-profile-final-client-test-happy-path-no-dpop-nonce"]),
        row("code: no access token", TOKEN, patch(&json!({ "access_token": null })), INVALID),
        row("code: a refresh token that is a list", TOKEN, patch(&json!({ "refresh_token": ["sesame"] })), INVALID),
    ]
}

/// RFC 9126 section 2.2.
fn pushed() -> Vec<Row> {
    let says = |status: u16, code: &str| json!({ "status": status, "body": { "error": code } });
    vec![
        row("PAR: a page", PUSHED, page(201), INVALID),
        row("PAR: an array", PUSHED, json!({ "raw": r#"["sesame", 60]"# }), INVALID),
        row("PAR: a redirect", PUSHED, json!({ "status": 302, "headers": { "location": "/auth" } }), INVALID),
        row("PAR: no request_uri", PUSHED, patch(&json!({ "request_uri": null })), INVALID),
        row("PAR: an empty request_uri", PUSHED, patch(&json!({ "request_uri": "" })), INVALID),
        row("PAR: a request_uri that is a number", PUSHED, patch(&json!({ "request_uri": 1 })), INVALID),
        row("PAR: no expires_in", PUSHED, patch(&json!({ "expires_in": null })), INVALID),
        row("PAR: over already", PUSHED, patch(&json!({ "expires_in": 0 })), INVALID),
        row("PAR: a negative expires_in", PUSHED, patch(&json!({ "expires_in": -60 })), INVALID),
        row("PAR: a refused request", PUSHED, says(400, "invalid_request"), INVALID_REQUEST),
        row("PAR: a refused redirect URI", PUSHED, says(400, "invalid_redirect_uri"), INVALID_REQUEST),
        row("PAR: a refused client", PUSHED, says(401, "invalid_client"), REJECTED),
        row("PAR: the server is down", PUSHED, json!({ "status": 503 }), UNAVAILABLE),
    ]
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let peer = Peer::start();
    for status in [301, 302, 303, 307, 308] {
        let location = peer.url("/rs/models");
        let error = token_with(&peer, json!({ "status": status, "headers": { "location": location } })).await;
        assert!(error.is_err(), "{status}");
        assert_eq!(peer.hits("POST /rs/models").await + peer.hits("GET /rs/models").await, 0, "{status}");
    }
}

#[tokio::test]
async fn an_empty_refresh_token_is_none() {
    let peer = Peer::start();
    let (session, store) = begun(&peer).await;
    let kept = stored(&store, &key(&peer)).await;
    peer.fault(TOKEN, patch(&json!({ "refresh_token": "" }))).await;
    refresh(&session).await.unwrap();
    assert_eq!(stored(&store, &key(&peer)).await, kept);

    peer.fault(TOKEN, patch(&json!({ "refresh_token": "" }))).await;
    let (_, store) = begun(&peer).await;
    assert_eq!(stored(&store, &key(&peer)).await, None);
}

#[tokio::test]
async fn a_connection_that_breaks_off_may_be_tried_again() {
    let peer = Peer::start();
    let error = token_with(&peer, json!({ "reset": true })).await.unwrap_err();
    assert_eq!(error.kind(), auth_core::CredentialErrorKind::Unavailable);
}

#[tokio::test]
async fn a_lifetime_is_a_number_of_seconds() {
    let peer = Peer::start();
    for (expires_in, lifetime) in [
        (json!(null), Lifetime::Unstated),
        (json!(0), Lifetime::For(Duration::ZERO)),
        (json!("3600"), Lifetime::For(Duration::from_hours(1))),
        (json!(3600.9), Lifetime::For(Duration::from_hours(1))),
        (json!(u64::MAX), Lifetime::For(Duration::from_secs(u64::MAX))),
    ] {
        let token = token_with(&peer, json!({ "patch": { "expires_in": expires_in } })).await.unwrap();
        assert_eq!(token.lifetime(), lifetime, "{expires_in}");
    }
}
