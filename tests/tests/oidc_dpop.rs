//! Tokens that are bound to a key (RFC 9449), against a server and an API that check every proof.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use auth_core::{ApiOperation, Credential as _, CredentialErrorKind, Scope, TokenRequest};
use auth_reqwest::{
    Client,
    oauth::{ClientCredentials, ClientRegistration, SigningKey},
};
use auth_tests::peer::Peer;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct ListModels;

async fn credential(peer: &Peer, key: SigningKey) -> ClientCredentials {
    let service = ClientRegistration::builder("svc-dpop").authentication("dpop-secret").dpop(key);
    ClientCredentials::new(&service.discover(peer.issuer()).await.unwrap())
}

async fn client(peer: &Peer) -> Client<ModelRead> {
    let key = SigningKey::generate().unwrap();
    Client::builder(peer.issuer()).credential(credential(peer, key).await).build().unwrap()
}

async fn call(api: &Client<ModelRead>) -> (StatusCode, Value) {
    let response = api.request::<ListModels>(Method::GET, "/rs/models?page=2").send().await.unwrap();
    (response.status(), response.json().await.unwrap())
}

#[tokio::test]
async fn each_request_has_a_proof_of_its_own() {
    let peer = Peer::start();
    let api = client(&peer).await;
    for _ in 0..3 {
        let (status, told) = call(&api).await;
        assert_eq!(status, 200, "{told}");
        assert!(told["cnf"]["jkt"].is_string(), "{told}");
    }
    assert_eq!((peer.hits("POST /token").await, peer.hits("GET /rs/models").await), (1, 3));
    let headers = peer.last_headers("GET /rs/models").await;
    assert!(headers["authorization"].as_str().unwrap().starts_with("DPoP "));
}

#[tokio::test]
async fn nonces_of_both_servers_are_taken_up() {
    let peer = Peer::with(&[("DPOP_NONCE", "1"), ("AT_TTL", "300")]);
    let api = client(&peer).await;
    assert_eq!(call(&api).await.0, 200);
    assert_eq!((peer.hits("POST /token").await, peer.hits("GET /rs/models").await), (2, 2), "each asked once");
    assert_eq!(call(&api).await.0, 200);
    assert_eq!(peer.hits("GET /rs/models").await, 3, "the nonce is kept");

    peer.rotate_nonce().await;
    assert_eq!(call(&api).await.0, 200);
    assert_eq!((peer.hits("POST /token").await, peer.hits("GET /rs/models").await), (2, 5), "the token is kept");
}

#[tokio::test]
async fn a_new_nonce_and_a_new_token_can_be_needed_for_one_request() {
    let peer = Peer::with(&[("DPOP_NONCE", "1"), ("AT_TTL", "300")]);
    let api = client(&peer).await;
    assert_eq!(call(&api).await.0, 200);
    peer.rotate_nonce().await;
    peer.rotate_keys(false).await;
    assert_eq!(call(&api).await.0, 200);
}

/// `fapi2-security-profile-final-client-test-rs-dpop-auth-scheme-case-insensitivity` of the OpenID Foundation.
#[tokio::test]
async fn a_challenge_is_understood_in_any_case() {
    let peer = Peer::start();
    let api = client(&peer).await;
    for scheme in ["DPoP", "dpop", "DPOP", "dPoP"] {
        let challenge = format!(r#"{scheme} error="use_dpop_nonce""#);
        let headers = json!({ "www-authenticate": challenge, "dpop-nonce": "another" });
        peer.fault("/rs/models", json!({ "status": 401, "headers": headers })).await;
        let hits = peer.hits("GET /rs/models").await;
        assert_eq!(call(&api).await.0, 200, "{scheme}");
        assert_eq!(peer.hits("GET /rs/models").await, hits + 2, "{scheme}");
    }
    assert_eq!(peer.hits("POST /token").await, 1, "the token is kept");
}

#[tokio::test]
async fn an_api_that_never_has_enough_of_nonces_is_asked_twice() {
    let peer = Peer::start();
    let api = client(&peer).await;
    let refusal = json!({
        "status": 401, "times": 9,
        "headers": { "www-authenticate": r#"DPoP error="use_dpop_nonce""#, "dpop-nonce": "more" },
    });
    peer.fault("/rs/models", refusal).await;
    assert_eq!(call(&api).await.0, 401);
    assert_eq!(peer.hits("GET /rs/models").await, 2);
}

/// The HTTP client follows the redirect by itself, with the proof that it has.
#[tokio::test]
async fn a_proof_is_not_good_for_the_place_that_a_redirect_leads_to() {
    let peer = Peer::start();
    let api = client(&peer).await;
    peer.fault("/rs/models", json!({ "status": 307, "headers": { "location": "/rs/bcf" } })).await;
    let (status, told) = call(&api).await;
    assert_eq!((status.as_u16(), told["error"].as_str()), (401, Some("invalid_dpop_proof")));
    assert_eq!((peer.hits("POST /token").await, peer.hits("GET /rs/bcf").await), (1, 1), "the token is kept");
}

#[tokio::test]
async fn keys_of_every_kind_can_bind_tokens() {
    let peer = Peer::start();
    for name in ["ES256", "EdDSA"] {
        let key = SigningKey::from_pem(&peer.client_key(name).pem.as_str().into()).unwrap();
        let api: Client<ModelRead> =
            Client::builder(peer.issuer()).credential(credential(&peer, key).await).build().unwrap();
        assert_eq!(call(&api).await.0, 200, "{name}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_bound_is_refused_when_it_has_to_be() {
    let peer = Peer::start();
    peer.fault("/token", json!({ "patch": { "token_type": "Bearer" } })).await;
    let credential = credential(&peer, SigningKey::generate().unwrap()).await;
    let error = credential.token(&TokenRequest::for_scopes("model:read".parse().unwrap())).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse);
    assert!(error.to_string().contains("DPoP"), "{error}");
}

#[tokio::test]
async fn a_bound_token_without_a_key_is_refused() {
    let peer = Peer::start();
    peer.fault("/token", json!({ "patch": { "token_type": "DPoP" } })).await;
    let credential = ClientCredentials::discover(peer.issuer(), "svc-narrow", "n").await.unwrap();
    let error = credential.token(&TokenRequest::for_scopes("model:read".parse().unwrap())).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse);
}
