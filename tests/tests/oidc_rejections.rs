//! What a client must not accept, one mutation each: the rows of the OpenID Foundation's plans for relying parties that
//! concern discovery and answers of the token endpoint.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{error::Error as _, iter, time::Duration};

use auth_core::{AccessToken, Credential as _, CredentialError, CredentialErrorKind, Lifetime, TokenRequest};
use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials, ClientRegistration, SigningKey};
use auth_tests::peer::Peer;
use serde_json::{Value, json};

const CONFIGURATION: &str = "/.well-known/openid-configuration";
/// A text that stands for a secret: it must not be in any error.
const SESAME: &str = "sesame";

async fn discover(peer: &Peer) -> Result<ClientCredentials, CredentialError> {
    ClientCredentials::discover(peer.issuer(), "svc-narrow", "n").await
}

/// Discovery where every answer has the fault.
async fn discover_with(fault: Value) -> Result<ClientCredentials, CredentialError> {
    let peer = Peer::start();
    for path in [CONFIGURATION, "/.well-known/oauth-authorization-server"] {
        peer.fault(path, fault.clone()).await;
    }
    discover(&peer).await
}

/// A token from an answer that has the fault.
async fn token_with(peer: &Peer, fault: Value) -> Result<AccessToken, CredentialError> {
    peer.control("reset", json!({})).await;
    peer.fault("/token", fault).await;
    let credential = discover(peer).await.unwrap();
    credential.token(&TokenRequest::for_scopes("model:read".parse().unwrap())).await
}

fn texts(error: &CredentialError) -> String {
    let chain = iter::successors(error.source(), |cause| (*cause).source());
    chain.fold(format!("{error} {error:?}"), |text, cause| format!("{text} {cause} {cause:?}"))
}

/// Runs a table of faults, each of which makes the answer unusable.
async fn assert_refused(rows: impl IntoIterator<Item = (&'static str, Value, CredentialErrorKind)>) {
    let peer = Peer::start();
    for (row, fault, kind) in rows {
        let error = token_with(&peer, fault).await.expect_err(row);
        assert_eq!(error.kind(), kind, "{row}: {}", texts(&error));
        assert!(!texts(&error).contains(SESAME), "{row}: {}", texts(&error));
    }
}

#[tokio::test]
async fn metadata_of_another_issuer_is_refused() {
    for issuer in ["https://iam.example.com", "http://127.0.0.1:1", ""] {
        let error = discover_with(json!({ "patch": { "issuer": issuer } })).await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{issuer:?}");
    }
    let peer = Peer::start();
    for spelling in [format!("{}/", peer.issuer()), peer.issuer().replace("http://", "HTTP://")] {
        let answer = ClientCredentials::discover(&spelling, "svc-narrow", "n").await;
        assert!(answer.is_err(), "{spelling} is not the issuer's own spelling");
    }
}

#[tokio::test]
async fn metadata_that_is_none_is_refused() {
    for (row, fault) in [
        ("no issuer", json!({ "patch": { "issuer": null } })),
        ("no token endpoint", json!({ "patch": { "token_endpoint": null } })),
        ("a token endpoint that is no URL", json!({ "patch": { "token_endpoint": "token" } })),
        ("an array", json!({ "raw": "[]" })),
        ("an array of all members", json!({ "raw": r#"["http://127.0.0.1"]"# })),
        ("a text", json!({ "raw": r#""sesame""# })),
        ("nothing", json!({ "raw": "" })),
        ("a page", json!({ "status": 200, "body": "<html>sesame</html>", "headers": { "content-type": "text/html" } })),
        ("a redirect", json!({ "status": 302, "headers": { "location": "http://127.0.0.1:1/" } })),
        ("not found", json!({ "status": 404, "body": "<html>sesame</html>" })),
    ] {
        let error = discover_with(fault).await.expect_err(row);
        assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{row}: {}", texts(&error));
        assert!(!texts(&error).contains(SESAME), "{row}: {}", texts(&error));
    }
    let error = discover_with(json!({ "status": 503 })).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::Unavailable);
}

#[tokio::test]
async fn a_token_endpoint_that_others_can_listen_to_is_refused() {
    for patch in [
        json!({ "token_endpoint": "http://iam.example.com/token" }),
        json!({ "token_endpoint": "https://iam:sesame@iam.example.com/token" }),
        json!({ "mtls_endpoint_aliases": { "token_endpoint": "http://iam.example.com/token" } }),
    ] {
        let error = discover_with(json!({ "patch": patch })).await.expect_err(&patch.to_string());
        let kinds = [CredentialErrorKind::Configuration, CredentialErrorKind::InvalidResponse];
        assert!(kinds.contains(&error.kind()), "{patch}: {}", texts(&error));
        assert!(!texts(&error).contains(SESAME), "{}", texts(&error));
    }
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
        let error = ClientCredentials::discover(issuer, "svc-narrow", "n").await.expect_err(issuer);
        assert_eq!(error.kind(), CredentialErrorKind::Configuration, "{issuer}");
        assert!(!texts(&error).contains(SESAME), "{}", texts(&error));
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
        peer.fault(CONFIGURATION, fault).await;
        let builder = ClientRegistration::builder("svc-narrow").authentication(authentication);
        let error = builder.discover(peer.issuer()).await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        assert_eq!(peer.hits("POST /token").await, 0);
    }
}

#[tokio::test]
async fn answers_that_are_no_token_are_refused() {
    use CredentialErrorKind::InvalidResponse;
    let html = json!({ "content-type": "text/html" });
    assert_refused([
        ("a page", json!({ "status": 200, "body": "<html>sesame</html>", "headers": html }), InvalidResponse),
        ("a page as an error", json!({ "status": 400, "body": "<html>sesame", "headers": html }), InvalidResponse),
        ("an array", json!({ "raw": r#"["sesame", "Bearer", 3600]"# }), InvalidResponse),
        ("a text", json!({ "raw": r#""sesame""# }), InvalidResponse),
        ("a number", json!({ "raw": "1" }), InvalidResponse),
        ("nothing", json!({ "raw": "" }), InvalidResponse),
        ("half of it", json!({ "raw": r#"{"access_token":"sesame","token_"# }), InvalidResponse),
        ("an error that says 200", json!({ "raw": r#"{"error":"invalid_client"}"# }), InvalidResponse),
        ("no access token", json!({ "patch": { "access_token": null } }), InvalidResponse),
        ("an empty access token", json!({ "patch": { "access_token": "" } }), InvalidResponse),
        ("one with a line break", json!({ "patch": { "access_token": "sesame\r\nx: y" } }), InvalidResponse),
        ("one that is a list", json!({ "patch": { "access_token": ["sesame"] } }), InvalidResponse),
        ("a scope that is none", json!({ "patch": { "scope": "model:read \"\"" } }), InvalidResponse),
        ("a scope that is a list", json!({ "patch": { "scope": ["sesame"] } }), InvalidResponse),
    ])
    .await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let peer = Peer::start();
    for status in [301, 302, 303, 307, 308] {
        let location = peer.url("/rs/models");
        let error = token_with(&peer, json!({ "status": status, "headers": { "location": location } })).await;
        assert_eq!(error.unwrap_err().kind(), CredentialErrorKind::InvalidResponse, "{status}");
        assert_eq!(peer.hits("POST /rs/models").await + peer.hits("GET /rs/models").await, 0, "{status}");
    }
}

#[tokio::test]
async fn a_token_type_is_known_and_in_any_case() {
    use CredentialErrorKind::InvalidResponse;
    assert_refused([
        ("missing", json!({ "patch": { "token_type": null } }), InvalidResponse),
        ("empty", json!({ "patch": { "token_type": "" } }), InvalidResponse),
        ("mac", json!({ "patch": { "token_type": "mac" } }), InvalidResponse),
        ("N_A", json!({ "patch": { "token_type": "N_A" } }), InvalidResponse),
        (
            "N_A as of an exchange",
            json!({ "patch": { "token_type": "N_A", "issued_token_type": "x" } }),
            InvalidResponse,
        ),
        ("a number", json!({ "patch": { "token_type": 1 } }), InvalidResponse),
    ])
    .await;
    let peer = Peer::start();
    for token_type in ["bearer", "BEARER", "bEaReR"] {
        let token = token_with(&peer, json!({ "patch": { "token_type": token_type } })).await.unwrap();
        assert!(token.header().1.to_str().unwrap().starts_with("Bearer "), "{token_type}");
    }
}

#[tokio::test]
async fn a_lifetime_is_a_number_of_seconds() {
    use CredentialErrorKind::InvalidResponse;
    assert_refused([
        ("negative", json!({ "patch": { "expires_in": -1 } }), InvalidResponse),
        ("a negative text", json!({ "patch": { "expires_in": "-1" } }), InvalidResponse),
        ("no number", json!({ "patch": { "expires_in": "sesame" } }), InvalidResponse),
        ("infinite", json!({ "patch": { "expires_in": "inf" } }), InvalidResponse),
        ("a list", json!({ "patch": { "expires_in": [3600] } }), InvalidResponse),
        ("true", json!({ "patch": { "expires_in": true } }), InvalidResponse),
    ])
    .await;
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

#[tokio::test]
async fn refusals_say_what_can_be_done() {
    use CredentialErrorKind::{InvalidRequest, Rejected, Unavailable};
    let says = |status: u16, code: &str| json!({ "status": status, "body": { "error": code } });
    assert_refused([
        ("invalid_client", says(401, "invalid_client"), Rejected),
        ("unauthorized_client", says(400, "unauthorized_client"), Rejected),
        ("invalid_grant", says(400, "invalid_grant"), Rejected),
        ("invalid_scope", says(400, "invalid_scope"), InvalidRequest),
        ("a code of its own", says(400, "too_late"), InvalidRequest),
        ("overloaded", says(503, "temporarily_unavailable"), Unavailable),
        ("too many", json!({ "status": 429, "headers": { "retry-after": "7" } }), Unavailable),
        ("broken", json!({ "status": 500, "body": "sesame" }), Unavailable),
        ("cut off", json!({ "reset": true }), Unavailable),
    ])
    .await;
    let peer = Peer::start();
    let error = token_with(&peer, json!({ "status": 429, "headers": { "retry-after": "7" } })).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
}
