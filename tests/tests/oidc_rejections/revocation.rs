//! Answers when a session ends (RFC 7009 section 2.2): whatever they are, it has ended here.

use auth_core::{Credential as _, CredentialErrorKind, TokenRequest};
use auth_tests::{
    peer::Peer,
    sign_in::{begun, key, stored},
};
use serde_json::{Value, json};

use super::row::{
    CONFIGURATION, Failures, METADATA, Outcome::Accepted, REJECTED, Row, UNAVAILABLE, of_credential, row,
};

const REVOCATION: &str = "/token/revocation";

#[tokio::test]
async fn a_session_ends_whatever_the_server_says() {
    let peer = Peer::start();
    let mut failures = Failures::default();
    for row in rows() {
        row.inject(&peer).await;
        let (session, store) = begun(&peer).await;
        let result = of_credential(session.sign_out().await);
        failures.note(row.check(&peer, &result).await);
        failures.ensure(&row, stored(&store, &key(&peer)).await.is_none(), "a refresh token is stored");
        let error = session.token(&TokenRequest::default()).await.unwrap_err();
        failures.ensure(&row, error.kind() == CredentialErrorKind::SignInRequired, "a token is served");
    }
    failures.assert_none();
}

pub(crate) fn rows() -> Vec<Row> {
    let always = |mut fault: Value| {
        fault["times"] = 9.into();
        fault
    };
    let says = |status: u16, code: &str| always(json!({ "status": status, "body": { "error": code } }));
    let page = |status: u16| always(json!({ "status": status, "body": "<html>sesame</html>" }));
    let elsewhere = always(json!({ "status": 302, "headers": { "location": "/token" }, "body": "sesame" }));
    let endpoint = |url: &str| json!({ "patch": { "revocation_endpoint": url } });
    let alias = json!({ "revocation_endpoint": "http://iam.example.com/revoke" });
    vec![
        // Section 2.2: what stands in the answer is ignored.
        row("revocation: a page", REVOCATION, page(200), Accepted),
        row(
            "revocation: a type that the server cannot revoke",
            REVOCATION,
            says(400, "unsupported_token_type"),
            Accepted,
        ),
        row("revocation: a refused client", REVOCATION, says(401, "invalid_client"), REJECTED),
        row("revocation: a page as an error", REVOCATION, page(404), UNAVAILABLE),
        row("revocation: a redirect", REVOCATION, elsewhere, UNAVAILABLE),
        row("revocation: the server is down", REVOCATION, page(503), UNAVAILABLE),
        row("revocation by http", METADATA, endpoint("http://iam.example.com/revoke"), CONFIGURATION),
        row(
            "revocation by http for certificates",
            METADATA,
            json!({ "patch": { "mtls_endpoint_aliases": alias } }),
            CONFIGURATION,
        ),
    ]
}
