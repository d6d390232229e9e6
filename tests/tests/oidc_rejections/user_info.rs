//! What the server says of the user (OpenID Connect Core 1.0 section 5.3.2), also where it is signed.

use auth_core::{Credential as _, TokenRequest};
use auth_reqwest::oauth::AuthorizationCode;
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{Editor, REDIRECT_URI},
};
use serde_json::{Value, json};

use super::{
    row::{
        CONFIGURATION, Client, Failures, INVALID, METADATA, Outcome::Accepted, REJECTED, Row, UNAVAILABLE, USER_INFO,
    },
    row::{of_credential, row},
    sign_in,
};

/// Each row at a session of its own kind of client, which is as good afterwards as it was.
#[tokio::test]
async fn what_is_said_of_someone_else_is_not_believed() {
    let peer = Peer::start();
    let mut failures = Failures::default();
    for row in rows() {
        row.inject(&peer).await;
        let app = sign_in::registration(&peer, row.client).await.unwrap();
        let pending = AuthorizationCode::new(&app, REDIRECT_URI).grant::<Editor>().start().await.unwrap();
        let callback = Browser::new().visit(pending.url()).await;
        let session = pending.complete(&callback).await.unwrap();
        let result = of_credential(session.user_info().await);
        failures.note(row.check(&peer, &result).await);
        let says_alice = result.is_ok_and(|info| info.subject() == "alice");
        failures.ensure(&row, says_alice == (row.outcome == Accepted), "it is about someone else");
        failures.ensure(&row, session.identity().unwrap().subject() == "alice", "someone else is signed in");
        failures.ensure(&row, session.token(&TokenRequest::default()).await.is_ok(), "the session has ended");
    }
    failures.assert_none();
}

fn patch(members: &Value) -> Value {
    json!({ "patch": members })
}

pub(crate) fn rows() -> Vec<Row> {
    [subjects(), answers(), signed(), endpoints()].into_iter().flatten().collect()
}

fn subjects() -> Vec<Row> {
    vec![
        row("user info as it is", USER_INFO, patch(&json!({})), Accepted)
            .of(&["oidcc-client-test", "oidcc-client-test-scope-userinfo-claims"]),
        row("user info: sub of another", USER_INFO, patch(&json!({ "sub": "eve" })), INVALID)
            .of(&["oidcc-client-test-userinfo-invalid-sub"]),
        row("user info: sub in another case", USER_INFO, patch(&json!({ "sub": "Alice" })), INVALID),
        row("user info: sub missing", USER_INFO, patch(&json!({ "sub": null })), INVALID),
        row("user info: sub empty", USER_INFO, patch(&json!({ "sub": "" })), INVALID),
        row("user info: sub that is a list", USER_INFO, patch(&json!({ "sub": ["alice"] })), INVALID),
    ]
}

fn answers() -> Vec<Row> {
    let of_type = |content_type: &str| json!({ "status": 200, "body": r#"{"sub":"alice"}"#, "headers": { "content-type": content_type } });
    let challenge = json!({ "www-authenticate": r#"Bearer error="insufficient_scope""# });
    vec![
        row("user info: a page", USER_INFO, of_type("text/html"), INVALID),
        row("user info: a text", USER_INFO, of_type("text/plain"), INVALID),
        row("user info: of no type", USER_INFO, of_type(""), INVALID),
        row("user info: JSON that says it is a JWT", USER_INFO, of_type("application/jwt"), INVALID),
        row("user info: an array", USER_INFO, json!({ "raw": r#"["alice", "sesame"]"# }), INVALID),
        row("user info: nothing", USER_INFO, json!({ "raw": "" }), INVALID),
        row("user info: half of it", USER_INFO, json!({ "raw": r#"{"sub":"alice","name":"sesame"# }), INVALID),
        row("user info: a redirect", USER_INFO, json!({ "status": 302, "headers": { "location": "/me" } }), INVALID),
        row("user info: refused", USER_INFO, json!({ "status": 403, "headers": challenge, "times": 2 }), REJECTED),
        row("user info: unavailable", USER_INFO, json!({ "status": 503, "times": 9 }), UNAVAILABLE),
    ]
}

/// Section 5.3.2: signed as an ID token is.
fn signed() -> Vec<Row> {
    let rows = vec![
        row("signed user info", USER_INFO, json!({ "jwt": {} }), Accepted),
        row("signed: sub of another", USER_INFO, json!({ "jwt": { "set": { "sub": "eve" } } }), INVALID),
        row("signed: sub missing", USER_INFO, json!({ "jwt": { "drop": ["sub"] } }), INVALID),
        row("signed: iss of another", USER_INFO, json!({ "jwt": { "set": { "iss": "https://x.example" } } }), INVALID),
        row("signed: iss missing", USER_INFO, json!({ "jwt": { "drop": ["iss"] } }), INVALID),
        row("signed: aud of another", USER_INFO, json!({ "jwt": { "set": { "aud": "another" } } }), INVALID),
        row("signed: aud missing", USER_INFO, json!({ "jwt": { "drop": ["aud"] } }), INVALID),
        row("signed: exp past", USER_INFO, json!({ "jwt": { "at": { "exp": -60 } } }), INVALID),
        row("signed: signature changed", USER_INFO, json!({ "jwt": { "sig": "flip" } }), INVALID),
        row("signed: signature missing", USER_INFO, json!({ "jwt": { "sig": "drop" } }), INVALID),
        row("signed: by another key", USER_INFO, json!({ "jwt": { "key": "other" } }), INVALID),
        row("signed: none", USER_INFO, json!({ "jwt": { "key": "none" } }), INVALID),
        row("signed: HS256 with the public key", USER_INFO, json!({ "jwt": { "key": "hs256-pem" } }), INVALID),
        row(
            "signed: a critical header that is unknown",
            USER_INFO,
            json!({ "jwt": { "header": { "crit": ["x"], "x": true } } }),
            INVALID,
        ),
    ];
    rows.into_iter().map(|row| row.by(Client::SignedUserInfo)).collect()
}

fn endpoints() -> Vec<Row> {
    let endpoint = |url: Value| patch(&json!({ "userinfo_endpoint": url }));
    let alias = json!({ "userinfo_endpoint": "http://iam.example.com/me" });
    vec![
        row("no user info", METADATA, endpoint(Value::Null), CONFIGURATION),
        row("user info by http", METADATA, endpoint(json!("http://iam.example.com/me")), CONFIGURATION),
        row(
            "user info by http for certificates",
            METADATA,
            patch(&json!({ "mtls_endpoint_aliases": alias })),
            CONFIGURATION,
        ),
    ]
}
