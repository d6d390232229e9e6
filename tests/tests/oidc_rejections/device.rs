//! The device flow (RFC 8628): what is shown to a user, and what the server says when it is asked for the token.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use auth_core::lifecycle::{Clock, MemoryStore, Moment};
use auth_reqwest::oauth::{DeviceCode, Session, SignInError};
use auth_tests::{
    peer::Peer,
    sign_in::{API, Editor, key, stored},
};
use serde_json::{Value, json};

use super::{
    row::{CONFIGURATION, Client, Failures, INVALID, INVALID_REQUEST, METADATA, Outcome::*, REJECTED, Row, TOKEN},
    row::{UNAVAILABLE, row},
    sign_in,
};

const DEVICE: &str = "/device/auth";

#[tokio::test]
async fn an_answer_to_a_device_that_is_none_signs_nobody_in() {
    let peer = Peer::start();
    let mut failures = Failures::default();
    for row in rows() {
        row.inject(&peer).await;
        let store = Arc::new(MemoryStore::new());
        let result = Box::pin(sign_in(&peer, &row, store.clone())).await;
        failures.note(row.check(&peer, &result).await);
        let is_stored = stored(&store, &key(&peer)).await.is_some();
        failures.ensure(&row, is_stored == (row.outcome == Accepted), "a refresh token is stored, or is not");
        let may_ask = row.outcome == Accepted || row.faults.iter().any(|(path, _)| *path == TOKEN);
        failures.ensure(&row, may_ask || peer.hits("POST /token").await == 0, "a token was asked for");
    }
    failures.assert_none();
}

/// The user has agreed before the device asks for the first time.
async fn sign_in(peer: &Peer, row: &Row, store: Arc<MemoryStore>) -> Result<Session, SignInError> {
    let app = sign_in::registration(peer, row.client).await?;
    let flow = DeviceCode::new(&app).grant::<Editor>().resource(API).store(store).clock(Night::default());
    let pending = flow.start().await?;
    peer.control("device", json!({ "user_code": pending.user_code() })).await;
    pending.wait().await
}

/// Time that passes only in sleep.
#[derive(Clone, Debug, Default)]
struct Night(Arc<Mutex<Duration>>);

#[async_trait]
impl Clock for Night {
    fn now(&self) -> Moment {
        let now = *self.0.lock().unwrap();
        Moment { monotonic: now, wall: now }
    }

    async fn sleep(&self, duration: Duration) {
        *self.0.lock().unwrap() += duration;
    }
}

fn patch(members: &Value) -> Value {
    json!({ "patch": members })
}

pub(crate) fn rows() -> Vec<Row> {
    [answers(), shown(), tokens(), endpoints()].into_iter().flatten().collect()
}

/// RFC 8628 section 3.2.
fn answers() -> Vec<Row> {
    let page = json!({ "status": 200, "body": "<html>sesame</html>", "headers": { "content-type": "text/html" } });
    let says = |status: u16, code: &str| json!({ "status": status, "body": { "error": code } });
    vec![
        row("device: a page", DEVICE, page, INVALID),
        row("device: an array", DEVICE, json!({ "raw": r#"["sesame"]"# }), INVALID),
        row("device: a redirect", DEVICE, json!({ "status": 302, "headers": { "location": "/device" } }), INVALID),
        row("device: no device_code", DEVICE, patch(&json!({ "device_code": null })), INVALID),
        row("device: an empty device_code", DEVICE, patch(&json!({ "device_code": "" })), INVALID),
        row("device: no user_code", DEVICE, patch(&json!({ "user_code": null })), INVALID),
        row("device: no verification_uri", DEVICE, patch(&json!({ "verification_uri": null })), INVALID),
        row("device: no expires_in", DEVICE, patch(&json!({ "expires_in": null })), INVALID),
        row("device: a negative expires_in", DEVICE, patch(&json!({ "expires_in": -1 })), INVALID),
        row("device: over already", DEVICE, patch(&json!({ "expires_in": 0 })), Expired),
        row("device: a negative interval", DEVICE, patch(&json!({ "interval": -5 })), INVALID),
        row("device: a refused client", DEVICE, says(401, "invalid_client"), REJECTED),
        row("device: refused scopes", DEVICE, says(400, "invalid_scope"), INVALID_REQUEST),
        row("device: the server is down", DEVICE, json!({ "status": 503 }), UNAVAILABLE),
    ]
}

/// RFC 8628 section 3.3.
fn shown() -> Vec<Row> {
    vec![
        row("device: a script to visit", DEVICE, patch(&json!({ "verification_uri": "javascript:alert(1)" })), INVALID),
        row(
            "device: a place by http",
            DEVICE,
            patch(&json!({ "verification_uri": "http://iam.example.com/device" })),
            INVALID,
        ),
        row(
            "device: a place with a password",
            DEVICE,
            patch(&json!({ "verification_uri_complete": "https://iam:sesame@iam.example.com/device" })),
            INVALID,
        ),
        row("device: an empty code", DEVICE, patch(&json!({ "user_code": "" })), INVALID),
        row("device: a code that moves the cursor", DEVICE, patch(&json!({ "user_code": "\u{1b}[2J" })), INVALID),
        row("device: a code that turns the text", DEVICE, patch(&json!({ "user_code": "AB\u{202e}CD" })), INVALID),
    ]
}

/// RFC 8628 section 3.5.
fn tokens() -> Vec<Row> {
    let says = |code: &str| json!({ "status": 400, "body": { "error": code } });
    let set = |claims: Value| json!({ "jwt": { "field": "id_token", "set": claims } });
    vec![
        row("device: access_denied", TOKEN, says("access_denied"), Refused),
        row("device: expired_token", TOKEN, says("expired_token"), Expired),
        row("device: invalid_grant", TOKEN, says("invalid_grant"), REJECTED),
        row("device: an error of its own", TOKEN, says("too_late"), INVALID_REQUEST),
        row("device: a page for a token", TOKEN, json!({ "status": 200, "body": "<html>sesame</html>" }), INVALID),
        row("device: token_type unknown", TOKEN, patch(&json!({ "token_type": "mac" })), INVALID),
        row("device: token_type DPoP", TOKEN, patch(&json!({ "token_type": "DPoP" })), INVALID),
        row("device: bound to no key", TOKEN, patch(&json!({ "token_type": "Bearer" })), INVALID).by(Client::DPoP),
        row("device: aud of another", TOKEN, set(json!({ "aud": "another" })), INVALID),
        row("device: iss of another", TOKEN, set(json!({ "iss": "https://iam.example.com" })), INVALID),
        row("device: azp of another", TOKEN, set(json!({ "azp": "another" })), INVALID),
        row("device: at_hash of another", TOKEN, set(json!({ "at_hash": "77QmUPtjPfzWtF2AnpK9RQ" })), INVALID),
        row("device: none", TOKEN, json!({ "jwt": { "field": "id_token", "key": "none" } }), INVALID),
        row(
            "device: no ID token, though openid was granted",
            TOKEN,
            patch(&json!({ "id_token": null, "scope": "openid model:read" })),
            INVALID,
        ),
        row(
            "device: no ID token, and openid not granted",
            TOKEN,
            patch(&json!({ "id_token": null, "scope": "model:read" })),
            INVALID,
        ),
        row(
            "device: no ID token, and the scope unsaid",
            TOKEN,
            patch(&json!({ "id_token": null, "scope": null })),
            INVALID,
        ),
        row("device: a token as it is", TOKEN, patch(&json!({})), Accepted),
    ]
}

fn endpoints() -> Vec<Row> {
    let endpoint = |url: Value| patch(&json!({ "device_authorization_endpoint": url }));
    let alias = json!({ "device_authorization_endpoint": "http://iam.example.com/device" });
    vec![
        row("no device flow", METADATA, endpoint(Value::Null), CONFIGURATION),
        row("device flow by http", METADATA, endpoint(json!("http://iam.example.com/device")), CONFIGURATION),
        row(
            "device flow by http for certificates",
            METADATA,
            patch(&json!({ "mtls_endpoint_aliases": alias })),
            CONFIGURATION,
        ),
    ]
}
