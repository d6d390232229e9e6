//! What a server says of itself (OpenID Connect Discovery 1.0 section 4.3, RFC 8414 section 3.3).

use auth_core::{CredentialError, CredentialErrorKind};
use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials, ClientRegistration, SigningKey};
use auth_tests::peer::Peer;
use serde_json::{Value, json};

use super::{
    row::{
        CONFIGURATION, Failures, INVALID, METADATA, Outcome::Accepted, Row, SESAME, UNAVAILABLE, of_credential, row,
    },
    sign_in,
};

#[tokio::test]
async fn metadata_of_another_issuer_is_refused() {
    run(issuers()).await;
    let peer = Peer::start();
    for spelling in [format!("{}/", peer.issuer()), peer.issuer().replace("http://", "HTTP://")] {
        assert!(discover(&spelling).await.is_err(), "{spelling} is not the issuer's own spelling");
    }
}

#[tokio::test]
async fn metadata_that_is_none_is_refused() {
    run(documents()).await;
}

#[tokio::test]
async fn a_token_endpoint_that_others_can_listen_to_is_refused() {
    run(token_endpoints()).await;
}

#[tokio::test]
async fn a_server_that_cannot_be_trusted_with_a_sign_in_is_not_asked() {
    sign_in::run(endpoints()).await;
}

/// What is no OpenID provider has its metadata elsewhere (RFC 8414 section 3).
#[tokio::test]
async fn metadata_that_may_be_there_later_is_not_taken_for_none() {
    let peer = Peer::start();
    let failures = [
        (json!({ "status": 503, "headers": { "retry-after": "7" } }), CredentialErrorKind::Unavailable),
        (json!({ "status": 404 }), CredentialErrorKind::InvalidResponse),
    ];
    for (failure, kind) in failures {
        peer.fault(METADATA, json!({ "status": 404 })).await;
        peer.fault("/.well-known/oauth-authorization-server", failure.clone()).await;
        assert_eq!(discover(peer.issuer()).await.unwrap_err().kind(), kind, "{failure}");
    }
}

async fn discover(issuer: &str) -> Result<ClientCredentials, CredentialError> {
    ClientCredentials::discover(issuer, "svc-narrow", "n").await
}

/// Runs each row as a discovery.
async fn run(rows: Vec<Row>) {
    let peer = Peer::start();
    let mut failures = Failures::default();
    for row in rows {
        row.inject(&peer).await;
        let result = of_credential(discover(peer.issuer()).await);
        failures.note(row.check(&peer, &result).await);
    }
    failures.assert_none();
}

fn patch(members: &Value) -> Value {
    json!({ "patch": members })
}

pub(crate) fn rows() -> Vec<Row> {
    [issuers(), documents(), token_endpoints(), endpoints()].into_iter().flatten().collect()
}

fn issuers() -> Vec<Row> {
    vec![
        row("issuer of another", METADATA, patch(&json!({ "issuer": "https://iam.example.com" })), INVALID).of(&[
            "oidcc-client-test-discovery-issuer-mismatch",
            "fapi2-security-profile-final-client-test-discovery-issuer-mismatch",
        ]),
        row("issuer on another port", METADATA, patch(&json!({ "issuer": "http://127.0.0.1:1" })), INVALID),
        row("issuer empty", METADATA, patch(&json!({ "issuer": "" })), INVALID),
        row("issuer missing", METADATA, patch(&json!({ "issuer": null })), INVALID),
    ]
}

fn documents() -> Vec<Row> {
    let page = |status: u16| json!({ "status": status, "body": "<html>sesame</html>", "headers": { "content-type": "text/html" } });
    vec![
        row("metadata as they are", METADATA, patch(&json!({})), Accepted)
            .of(&["oidcc-client-test-discovery-openid-config"]),
        row("no token endpoint", METADATA, patch(&json!({ "token_endpoint": null })), INVALID),
        row("a token endpoint that is no URL", METADATA, patch(&json!({ "token_endpoint": "token" })), INVALID),
        row("metadata: an array", METADATA, json!({ "raw": "[]" }), INVALID),
        row("metadata: an array of all members", METADATA, json!({ "raw": r#"["http://127.0.0.1"]"# }), INVALID),
        row("metadata: a text", METADATA, json!({ "raw": r#""sesame""# }), INVALID),
        row("metadata: nothing", METADATA, json!({ "raw": "" }), INVALID),
        row("metadata: a page", METADATA, page(200), INVALID),
        row("metadata: a redirect", METADATA, redirect(), INVALID),
        row("metadata: not found", METADATA, page(404), INVALID),
        row("metadata: unavailable", METADATA, json!({ "status": 503 }), UNAVAILABLE),
    ]
}

fn redirect() -> Value {
    json!({ "status": 302, "headers": { "location": "http://127.0.0.1:1/" } })
}

fn token_endpoints() -> Vec<Row> {
    let user = "https://iam:sesame@iam.example.com/token";
    let plain = "http://iam.example.com/token";
    vec![
        row("a token endpoint by http", METADATA, patch(&json!({ "token_endpoint": plain })), CONFIGURATION),
        row("a token endpoint with a password", METADATA, patch(&json!({ "token_endpoint": user })), INVALID),
        row(
            "a token endpoint by http for certificates",
            METADATA,
            patch(&json!({ "mtls_endpoint_aliases": { "token_endpoint": plain } })),
            CONFIGURATION,
        ),
    ]
}

/// Of a sign-in: authorization (RFC 9700 section 2.6), PAR (RFC 9126), keys; and PKCE (RFC 9700 section 2.1.1).
fn endpoints() -> Vec<Row> {
    let plain = "http://iam.example.com/x";
    let user = "https://iam:sesame@iam.example.com/x";
    let pkce = |methods: Value| patch(&json!({ "code_challenge_methods_supported": methods }));
    vec![
        row("no authorization endpoint", METADATA, patch(&json!({ "authorization_endpoint": null })), CONFIGURATION),
        row("authorization by http", METADATA, patch(&json!({ "authorization_endpoint": plain })), CONFIGURATION),
        row("authorization with a password", METADATA, patch(&json!({ "authorization_endpoint": user })), INVALID),
        row("PAR by http", METADATA, patch(&json!({ "pushed_authorization_request_endpoint": plain })), CONFIGURATION),
        row("PAR with a password", METADATA, patch(&json!({ "pushed_authorization_request_endpoint": user })), INVALID),
        row(
            "PAR by http for certificates",
            METADATA,
            patch(&json!({ "mtls_endpoint_aliases": { "pushed_authorization_request_endpoint": plain } })),
            CONFIGURATION,
        ),
        row("no keys to be had", METADATA, patch(&json!({ "jwks_uri": null })), CONFIGURATION),
        row("keys by http", METADATA, patch(&json!({ "jwks_uri": plain })), CONFIGURATION),
        row("keys with a password", METADATA, patch(&json!({ "jwks_uri": user })), INVALID),
        row("PKCE: plain", METADATA, pkce(json!(["plain"])), CONFIGURATION),
        row("PKCE: another method", METADATA, pkce(json!(["S512"])), CONFIGURATION),
        // Servers that have it and do not say so are many: the challenge is sent all the same, and always by S256.
        row("PKCE: unsaid", METADATA, pkce(Value::Null), Accepted),
        row("PKCE: both", METADATA, pkce(json!(["plain", "S256"])), Accepted),
        row("keys at their place", METADATA, patch(&json!({})), Accepted)
            .of(&["oidcc-client-test-discovery-jwks-uri-keys"]),
    ]
}

#[tokio::test]
async fn an_issuer_that_a_secret_must_not_be_sent_to_is_refused() {
    for issuer in [
        "http://iam.example.com",
        "iam.example.com",
        "",
        "https://",
        "https://iam.example.com?tenant=1",
        "https://iam.example.com#top",
        "https://me:sesame@iam.example.com",
    ] {
        let error = discover(issuer).await.expect_err(issuer);
        assert_eq!(error.kind(), CredentialErrorKind::Configuration, "{issuer}");
        assert!(!format!("{error} {error:?}").contains(SESAME), "{error}");
    }
}

#[tokio::test]
async fn client_authentication_that_the_server_does_not_support_is_not_tried() {
    for (methods, authentication) in [
        (json!(["private_key_jwt"]), ClientAuthentication::secret("n")),
        (json!(["client_secret_post"]), ClientAuthentication::secret_basic("n")),
        (json!(["none"]), ClientAuthentication::private_key_jwt(SigningKey::generate().unwrap())),
    ] {
        let peer = Peer::start();
        let fault = json!({ "patch": { "token_endpoint_auth_methods_supported": methods } });
        peer.fault(METADATA, fault).await;
        let builder = ClientRegistration::builder("svc-narrow").authentication(authentication);
        let error = builder.discover(peer.issuer()).await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        assert_eq!(peer.hits("POST /token").await, 0);
    }
}
