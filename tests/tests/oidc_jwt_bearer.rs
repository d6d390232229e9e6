//! "I want to impersonate users": with an assertion that names them (RFC 7523 section 2.1), at a server that checks it
//! with another library and an API that says who it sees.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, ApiOperation, Credential, CredentialError, CredentialErrorKind, Lifetime, Scope, Secret, TokenRequest,
};
use auth_reqwest::{
    Client,
    oauth::{Assertion, ClientRegistration, JwtBearer, SelfIssuedAssertion, SigningKey},
};
use auth_tests::{
    clock::SetClock,
    lifetimes::{self, THREE_SECONDS, distinct, outlive},
    peer::Peer,
};
use reqwest::Method;
use serde_json::{Value, json};

const AWKWARD: &str = "s3cr%t+with:odd/&=chars";
/// Whom the server trusts to name users, with the keys that it knows.
const TRUSTED: &str = "svc-jwt-any";

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct ListModels;

async fn agent(peer: &Peer) -> ClientRegistration {
    ClientRegistration::builder("svc-basic").authentication(AWKWARD).discover(peer.issuer()).await.unwrap()
}

fn key(peer: &Peer, algorithm: &str) -> SigningKey {
    SigningKey::from_jwk(&Secret::new(peer.client_key(algorithm).jwk.to_string())).unwrap()
}

fn names(peer: &Peer, user: &str) -> SelfIssuedAssertion {
    SelfIssuedAssertion::new(key(peer, "ES256"), TRUSTED, user)
}

fn client(peer: &Peer, credential: impl Credential) -> Client<ModelRead> {
    Client::builder(peer.issuer()).credential(credential).build().unwrap()
}

/// Whom the API sees.
async fn seen(api: &Client<ModelRead>) -> Value {
    let response = api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap();
    assert_eq!(response.status(), 200, "{:?}", response.headers());
    response.json().await.unwrap()
}

fn request() -> TokenRequest {
    TokenRequest::for_scopes("model:read".parse().unwrap())
}

/// An assertion by another library.
async fn assertion(peer: &Peer, user: &str) -> Secret {
    let made = peer.control("assertion", json!({ "sub": user, "aud": peer.issuer() })).await;
    Secret::new(made["assertion"].as_str().unwrap())
}

#[tokio::test]
async fn an_application_names_the_user_and_signs_with_any_key_that_the_server_knows() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let agent = agent(&peer).await;
    for algorithm in ["ES256", "EdDSA", "RS256", "PS256"] {
        let assertion = SelfIssuedAssertion::new(key(&peer, algorithm), TRUSTED, "alice");
        assert_eq!(assertion.subject(), "alice");
        let told = seen(&client(&peer, JwtBearer::new(&agent, assertion))).await;
        assert_eq!((&told["sub"], &told["client_id"]), (&json!("alice"), &json!("svc-basic")), "{algorithm}: {told}");
    }
}

#[tokio::test]
async fn each_token_of_three_seconds_is_obtained_with_an_assertion_of_its_own() {
    let (peer, clock) = (Peer::with(&THREE_SECONDS), SetClock::new());
    let credential = JwtBearer::new(&agent(&peer).await, names(&peer, "alice"));
    let api: Client<ModelRead> = lifetimes::client(&peer, &clock, credential);
    let used = outlive(&peer, &clock, async || seen(&api).await).await;
    // The last one may not have been used yet.
    let unused = peer.hits("POST /token").await - distinct(&used) as u64;
    assert!(unused <= 1, "{unused} were refused as used before");
}

#[tokio::test]
async fn a_token_that_lost_its_key_is_replaced_in_mid_run() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let api = client(&peer, JwtBearer::new(&agent(&peer).await, names(&peer, "alice")));
    assert_eq!(seen(&api).await["sub"], "alice");
    peer.rotate_keys(false).await;
    assert_eq!(seen(&api).await["sub"], "alice");
    assert_eq!((peer.hits("POST /token").await, peer.hits("GET /rs/models").await), (2, 3));
}

#[tokio::test]
async fn tokens_of_several_users_are_never_mixed_up() {
    let (peer, clock) = (Peer::with(&THREE_SECONDS), SetClock::new());
    let agent = agent(&peer).await;
    let first: Client<ModelRead> = lifetimes::client(&peer, &clock, JwtBearer::new(&agent, names(&peer, "alice")));
    let clients = [
        ("bob", first.with_credential(JwtBearer::new(&agent, names(&peer, "bob")))),
        ("carol", first.with_credential(JwtBearer::new(&agent, names(&peer, "carol")))),
        ("alice", first),
    ];
    outlive(&peer, &clock, async || {
        let asked = clients.iter().map(|(_, api)| seen(api));
        let mut told = futures_util::future::join_all(asked).await;
        for (told, (user, _)) in told.iter().zip(&clients) {
            assert_eq!(told["sub"], *user);
        }
        told.swap_remove(0)
    })
    .await;
}

#[tokio::test]
async fn an_assertion_that_someone_else_made_serves_until_it_is_refused() {
    let peer = Peer::start();
    let given = Assertion::new(assertion(&peer, "alice").await);
    let credential = JwtBearer::new(&agent(&peer).await, given);
    credential.token(&request()).await.unwrap();
    // The server takes each once.
    let error = credential.token(&request()).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::Rejected, Some("invalid_grant")));
    assert!(error.to_string().contains("refused the assertion"), "{error}");
}

/// A service that vouches for a user, and how often it did.
#[derive(Clone, Debug)]
struct Vouches {
    peer: Arc<Peer>,
    times: Arc<AtomicU64>,
}

#[async_trait]
impl Credential for Vouches {
    async fn token(&self, _: &TokenRequest) -> Result<AccessToken, CredentialError> {
        self.times.fetch_add(1, Ordering::Relaxed);
        let assertion = assertion(&self.peer, "alice").await;
        AccessToken::bearer(&assertion).map_err(CredentialError::invalid_response)
    }
}

#[tokio::test]
async fn a_credential_is_asked_for_an_assertion_each_time() {
    let vouches = Vouches { peer: Arc::new(Peer::start()), times: Arc::default() };
    let peer = vouches.peer.clone();
    let credential = JwtBearer::new(&agent(&peer).await, vouches.clone());
    assert_eq!(seen(&client(&peer, credential.clone())).await["sub"], "alice");
    credential.token(&request()).await.unwrap();
    assert_eq!(vouches.times.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn an_assertion_that_the_server_does_not_trust_is_rejected() {
    let peer = Peer::start();
    let agent = agent(&peer).await;
    let known = || key(&peer, "ES256");
    for (row, assertion) in [
        ("another key", SelfIssuedAssertion::new(SigningKey::generate().unwrap(), TRUSTED, "alice")),
        ("another issuer", SelfIssuedAssertion::new(known(), "someone", "alice")),
        ("another audience", names(&peer, "alice").with_audience("https://iam.example.com")),
        ("no life", names(&peer, "alice").with_lifetime(Duration::ZERO)),
        ("too long a life", names(&peer, "alice").with_lifetime(Duration::from_hours(24))),
    ] {
        let error = JwtBearer::new(&agent, assertion).token(&request()).await.expect_err(row);
        assert_eq!((error.kind(), error.code()), (CredentialErrorKind::Rejected, Some("invalid_grant")), "{row}");
    }
}

#[tokio::test]
async fn without_metadata_the_assertion_is_for_the_token_endpoint() {
    let peer = Peer::start();
    let agent = ClientRegistration::builder("svc-basic").authentication(AWKWARD);
    let agent = agent.token_endpoint(&peer.url("/token")).unwrap();
    assert_eq!(seen(&client(&peer, JwtBearer::new(&agent, names(&peer, "alice")))).await["sub"], "alice");
}

#[tokio::test]
async fn scopes_and_resource_are_those_that_were_asked_for() {
    let peer = Peer::start();
    let credential = JwtBearer::new(&agent(&peer).await, names(&peer, "alice"));
    let token = credential.token(&request().with_resource("urn:rs:long")).await.unwrap();
    assert_eq!(token.scopes().unwrap().to_string(), "model:read");
    assert_eq!(token.lifetime(), Lifetime::For(Duration::from_hours(1)));
    for (request, code) in [
        (TokenRequest::for_scopes("admin".parse().unwrap()), "invalid_scope"),
        (request().with_resource("urn:rs:unknown"), "invalid_target"),
    ] {
        let error = credential.token(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (CredentialErrorKind::InvalidRequest, Some(code)));
    }
}

#[tokio::test]
async fn tokens_for_a_user_can_be_bound_to_a_key_of_the_application() {
    let peer = Peer::with(&[("AT_TTL", "60"), ("DPOP_NONCE", "1")]);
    let agent = ClientRegistration::builder("svc-dpop").authentication("dpop-secret");
    let agent = agent.dpop(SigningKey::generate().unwrap()).discover(peer.issuer()).await.unwrap();
    let told = seen(&client(&peer, JwtBearer::new(&agent, names(&peer, "alice")))).await;
    assert_eq!(told["sub"], "alice");
    assert!(told["cnf"]["jkt"].is_string(), "{told}");
}
