//! "I want to impersonate users": by token exchange (RFC 8693), as them or on their behalf, at a server that exchanges
//! tokens by hand and an API that says who it sees.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, ApiOperation, Credential, CredentialError, CredentialErrorKind, Lifetime, Scope, Secret, TokenRequest,
    lifecycle::TokenCache,
};
use auth_reqwest::{
    Client, Error,
    oauth::{ClientCredentials, ClientRegistration, SecurityToken, SecurityTokenType, SigningKey, TokenExchange},
};
use auth_tests::{
    clock::SetClock,
    lifetimes::{self, THREE_SECONDS, catch_up, distinct, outlive},
    peer::Peer,
};
use reqwest::Method;
use serde_json::{Value, json};

const API: &str = "https://api.example.test/";
const AWKWARD: &str = "s3cr%t+with:odd/&=chars";
/// What a user signs in for, unless it says otherwise.
const SCOPES: &str = "model:read bcf:read";

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct ListModels;

#[derive(ApiOperation)]
#[requires(BcfRead)]
struct ListTopics;

/// A user's client, in which they sign in each time that it is asked, and how often that was.
#[derive(Clone, Debug)]
struct SignsIn {
    peer: Arc<Peer>,
    user: &'static str,
    times: Arc<AtomicU64>,
}

impl SignsIn {
    fn new(peer: &Arc<Peer>, user: &'static str) -> Self {
        Self { peer: peer.clone(), user, times: Arc::default() }
    }

    fn times(&self) -> u64 {
        self.times.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Credential for SignsIn {
    async fn token(&self, _: &TokenRequest) -> Result<AccessToken, CredentialError> {
        self.times.fetch_add(1, Ordering::Relaxed);
        let answer = self.peer.sign_in(self.user, SCOPES, API).await;
        let token = Secret::new(answer["access_token"].as_str().unwrap());
        let lifetime = Duration::from_secs(answer["expires_in"].as_u64().unwrap());
        Ok(AccessToken::bearer(&token).unwrap().with_lifetime(lifetime))
    }
}

async fn agent(peer: &Peer) -> ClientRegistration {
    ClientRegistration::builder("svc-basic").authentication(AWKWARD).discover(peer.issuer()).await.unwrap()
}

/// What a user has shown to the agent.
async fn shown_by(peer: &Peer, user: &str) -> SecurityToken {
    let answer = peer.sign_in(user, SCOPES, API).await;
    SecurityToken::new(answer["access_token"].as_str().unwrap(), SecurityTokenType::AccessToken).with_name(user)
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

async fn refused(api: &Client<ModelRead>) -> CredentialError {
    let error = api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap_err();
    match Error::from(error) {
        Error::Credential(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_application_impersonates_a_user() {
    let peer = Peer::start();
    let exchange = TokenExchange::new(&agent(&peer).await, shown_by(&peer, "alice").await);
    assert!(exchange.actor().is_none());
    assert_eq!(exchange.subject().name(), Some("alice"));
    let told = seen(&client(&peer, exchange)).await;
    assert_eq!(
        (&told["sub"], &told["client_id"], &told["scope"]),
        (&json!("alice"), &json!("svc-basic"), &json!("model:read"))
    );
    assert_eq!(told["act"], Value::Null, "nothing shows that it is not alice: {told}");
}

#[tokio::test]
async fn an_application_acts_for_a_user_and_the_api_sees_who_acts() {
    let peer = Peer::start();
    let agent = agent(&peer).await;
    let actor = SecurityToken::from(ClientCredentials::new(&agent)).with_name("svc-basic");
    let exchange = TokenExchange::new(&agent, shown_by(&peer, "alice").await).with_actor(actor);
    assert_eq!(exchange.actor().unwrap().name(), Some("svc-basic"));
    let told = seen(&client(&peer, exchange)).await;
    assert_eq!((&told["sub"], &told["act"]["sub"]), (&json!("alice"), &json!("svc-basic")), "{told}");
}

#[tokio::test]
async fn who_acted_before_is_seen_too() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let first = agent(&peer).await;
    let second = ClientRegistration::builder("svc-narrow").authentication("n").discover(peer.issuer()).await.unwrap();
    let before = TokenExchange::new(&first, shown_by(&peer, "alice").await).with_actor(ClientCredentials::new(&first));
    let before = SecurityToken::from_credential(before, TokenRequest::for_scopes("model:read".parse().unwrap()));
    let then = TokenExchange::new(&second, before).with_actor(ClientCredentials::new(&second));
    let told = seen(&client(&peer, then)).await;
    assert_eq!((&told["sub"], &told["act"]["sub"]), (&json!("alice"), &json!("svc-narrow")), "{told}");
    assert_eq!(told["act"]["act"]["sub"], "svc-basic", "{told}");
}

#[tokio::test]
async fn an_id_token_says_who_the_user_is() {
    let peer = Peer::start();
    let answer = peer.sign_in("alice", "openid model:read", API).await;
    let subject = SecurityToken::new(answer["id_token"].as_str().unwrap(), SecurityTokenType::IdToken);
    let told = seen(&client(&peer, TokenExchange::new(&agent(&peer).await, subject))).await;
    assert_eq!(told["sub"], "alice");
}

#[tokio::test]
async fn tokens_of_several_users_and_of_their_agents_are_never_mixed_up() {
    let (peer, clock) = (Arc::new(Peer::with(&THREE_SECONDS)), SetClock::new());
    let agent = agent(&peer).await;
    let own: Client<ModelRead> = lifetimes::client(&peer, &clock, ClientCredentials::new(&agent));
    let subject = |user| SecurityToken::from(SignsIn::new(&peer, user));
    let impersonates = |user| own.with_credential(TokenExchange::new(&agent, subject(user)));
    let actor = || ClientCredentials::new(&agent);
    let acts_for = |user| own.with_credential(TokenExchange::new(&agent, subject(user)).with_actor(actor()));
    let clients = [
        (own.clone(), json!("svc-basic"), Value::Null),
        (impersonates("alice"), json!("alice"), Value::Null),
        (impersonates("bob"), json!("bob"), Value::Null),
        (acts_for("alice"), json!("alice"), json!("svc-basic")),
        (acts_for("bob"), json!("bob"), json!("svc-basic")),
    ];
    let tokens = Mutex::new(HashSet::new());
    outlive(&peer, &clock, async || {
        // All ask for the same scopes at the same origin, at the same time.
        let asked = clients.iter().map(|(api, ..)| seen(api));
        let mut told = futures_util::future::join_all(asked).await;
        for (told, (_, user, actor)) in told.iter().zip(&clients) {
            let sub = if told["sub"] == Value::Null { &told["client_id"] } else { &told["sub"] };
            assert_eq!((sub, &told["act"]["sub"]), (user, actor), "{told}");
            assert_eq!(told["scope"], "model:read");
            tokens.lock().unwrap().insert(told["jti"].to_string());
        }
        told.swap_remove(0)
    })
    .await;
    let tokens = tokens.into_inner().unwrap().len();
    assert!(tokens >= 3 * clients.len(), "each was renewed twice: {tokens} tokens");
}

#[tokio::test]
async fn an_expired_subject_is_renewed_when_its_credential_can() {
    let (peer, clock) = (Arc::new(Peer::with(&THREE_SECONDS)), SetClock::new());
    let alice = SignsIn::new(&peer, "alice");
    let credential = TokenExchange::new(&agent(&peer).await, alice.clone());
    let api: Client<ModelRead> = lifetimes::client(&peer, &clock, credential);
    let mut used = outlive(&peer, &clock, async || seen(&api).await).await;
    catch_up(&mut used, async || alice.times(), async || seen(&api).await).await;
    assert_eq!(alice.times(), distinct(&used) as u64, "one sign-in for each token");
    assert_eq!(peer.hits("POST /token").await, 2 * alice.times(), "asked once for each exchange");
}

#[tokio::test]
async fn an_expired_subject_that_no_one_renews_is_rejected() {
    let peer = Peer::with(&[("AT_TTL", "1")]);
    let api = client(&peer, TokenExchange::new(&agent(&peer).await, shown_by(&peer, "alice").await));
    tokio::time::sleep(Duration::from_millis(2100)).await;
    let error = refused(&api).await;
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::Rejected, Some("invalid_request")));
    assert!(error.to_string().contains("subject or actor has ended"), "{error}");
    assert_eq!(peer.hits("GET /rs/models").await, 0);
}

#[tokio::test]
async fn one_token_of_the_actor_serves_for_all_users() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let agent = agent(&peer).await;
    let itself = TokenCache::new(ClientCredentials::new(&agent)).source(TokenRequest::default());
    let own = client(&peer, ClientCredentials::new(&agent));
    let users = ["alice", "bob", "carol"];
    for user in users {
        let exchange = TokenExchange::new(&agent, shown_by(&peer, user).await);
        let exchange = exchange.with_actor(SecurityToken::from_source(itself.clone()));
        assert_eq!(seen(&own.with_credential(exchange)).await["sub"], user);
    }
    let signed_in = users.len() as u64;
    assert_eq!(peer.hits("POST /token").await, signed_in + 1 + signed_in, "the actor's own token was fetched once");
}

#[tokio::test]
async fn a_revoked_subject_is_replaced_in_mid_run() {
    let peer = Arc::new(Peer::with(&[("AT_TTL", "60")]));
    let users_client = Opaque(SignsIn::new(&peer, "alice"));
    let source = TokenCache::new(users_client.clone()).source(TokenRequest::default());
    let exchange = TokenExchange::new(&agent(&peer).await, SecurityToken::from_source(source));
    let request = TokenRequest::for_scopes("model:read".parse().unwrap());
    for _ in 0..3 {
        exchange.token(&request).await.unwrap();
    }
    assert_eq!(users_client.0.times(), 1);
    assert!(peer.control("revoke-sub", json!({ "sub": "alice" })).await["deleted"].as_u64().unwrap() > 0);
    exchange.token(&request).await.unwrap();
    assert_eq!(users_client.0.times(), 2, "the token that was revoked was dropped, and another one obtained");
}

#[tokio::test]
async fn an_exchange_that_never_works_costs_its_subject_one_token() {
    /// Obtains tokens of another server.
    #[derive(Clone, Debug, Default)]
    struct Foreign(Arc<AtomicU64>);

    #[async_trait]
    impl Credential for Foreign {
        async fn token(&self, _: &TokenRequest) -> Result<AccessToken, CredentialError> {
            let number = self.0.fetch_add(1, Ordering::Relaxed);
            Ok(AccessToken::bearer(&format!("foreign-{number}").into()).unwrap())
        }
    }

    let peer = Peer::start();
    let foreign = Foreign::default();
    let source = TokenCache::new(foreign.clone()).source(TokenRequest::default());
    let exchange = TokenExchange::new(&agent(&peer).await, SecurityToken::from_source(source));
    for _ in 0..4 {
        let error = exchange.token(&TokenRequest::default()).await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Rejected, "{error:?}");
    }
    let obtained = foreign.0.load(Ordering::Relaxed);
    assert_eq!((obtained, peer.hits("POST /token").await), (2, 5), "the second was no better");
}

/// The same with tokens that the server can revoke.
#[derive(Clone, Debug)]
struct Opaque(SignsIn);

#[async_trait]
impl Credential for Opaque {
    async fn token(&self, _: &TokenRequest) -> Result<AccessToken, CredentialError> {
        self.0.times.fetch_add(1, Ordering::Relaxed);
        let answer = self.0.peer.sign_in(self.0.user, SCOPES, "urn:rs:opaque").await;
        Ok(AccessToken::bearer(&answer["access_token"].as_str().unwrap().into()).unwrap())
    }
}

#[tokio::test]
async fn subject_and_token_that_lost_their_key_are_replaced_in_mid_run() {
    let peer = Arc::new(Peer::with(&[("AT_TTL", "300")]));
    let alice = SignsIn::new(&peer, "alice");
    let source = TokenCache::new(alice.clone()).source(TokenRequest::default());
    let api = client(&peer, TokenExchange::new(&agent(&peer).await, SecurityToken::from_source(source)));
    assert_eq!(seen(&api).await["sub"], "alice");
    peer.rotate_keys(false).await;
    assert_eq!(seen(&api).await["sub"], "alice");
    assert_eq!(peer.hits("GET /rs/models").await, 3, "refused, then sent once more");
    assert_eq!(alice.times(), 2);
}

#[tokio::test]
async fn what_the_server_grants_is_recorded_and_enforced() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let exchange = TokenExchange::new(&agent(&peer).await, shown_by(&peer, "alice").await);
    peer.fault("/token", json!({ "patch": { "scope": "model:read" } })).await;
    let api: Client<(ModelRead, BcfRead)> = Client::builder(peer.issuer()).credential(exchange).build().unwrap();
    let error = api.verify().await.unwrap_err().to_string();
    assert!(error.contains("bcf:read"), "{error}");
    api.request::<ListTopics>(Method::GET, "/rs/bcf").send().await.unwrap_err();
    assert_eq!(peer.hits("GET /rs/bcf").await, 0, "nothing was sent");
}

#[tokio::test]
async fn scopes_resource_and_audience_are_those_that_were_asked_for() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let exchange = TokenExchange::new(&agent(&peer).await, shown_by(&peer, "alice").await);
    let request = |scopes: &str| TokenRequest::for_scopes(scopes.parse().unwrap());
    let token = exchange.token(&request("bcf:read").with_resource("urn:rs:short")).await.unwrap();
    assert_eq!(token.scopes().unwrap().to_string(), "bcf:read");
    assert_eq!(token.lifetime(), Lifetime::For(Duration::from_secs(1)));
    let token = exchange.token(&request("model:read").with_audience("urn:rs:long")).await.unwrap();
    assert_eq!(token.lifetime(), Lifetime::For(Duration::from_hours(1)));
    for (request, code) in [
        (request("model:write"), "invalid_scope"),
        (request("model:read").with_resource("urn:rs:unknown"), "invalid_target"),
        (request("model:read").with_audience("urn:rs:unknown"), "invalid_target"),
    ] {
        let error = exchange.token(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (CredentialErrorKind::InvalidRequest, Some(code)));
    }
}

#[tokio::test]
async fn what_was_issued_has_to_be_the_access_token_that_was_asked_for() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let exchange = TokenExchange::new(&agent(&peer).await, shown_by(&peer, "alice").await);
    let of = |name: &str| format!("urn:ietf:params:oauth:token-type:{name}");
    for patch in [
        json!({ "issued_token_type": null }),
        json!({ "issued_token_type": "" }),
        json!({ "issued_token_type": "access_token" }),
        json!({ "issued_token_type": of("id_token") }),
        json!({ "issued_token_type": of("jwt") }),
        json!({ "issued_token_type": of("refresh_token"), "token_type": "N_A" }),
        json!({ "token_type": "N_A" }),
    ] {
        peer.fault("/token", json!({ "patch": patch })).await;
        let error = exchange.token(&TokenRequest::default()).await.expect_err(&patch.to_string());
        assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{patch}: {error}");
    }
    exchange.token(&TokenRequest::default()).await.unwrap();
}

#[tokio::test]
async fn tokens_for_a_user_can_be_bound_to_a_key_of_the_agent() {
    let peer = Peer::with(&[("AT_TTL", "60"), ("DPOP_NONCE", "1")]);
    let agent = ClientRegistration::builder("svc-dpop").authentication("dpop-secret");
    let agent = agent.dpop(SigningKey::generate().unwrap()).discover(peer.issuer()).await.unwrap();
    let exchange = TokenExchange::new(&agent, shown_by(&peer, "alice").await);
    let api = client(&peer, exchange.with_actor(ClientCredentials::new(&agent)));
    for _ in 0..2 {
        let told = seen(&api).await;
        assert_eq!((&told["sub"], &told["act"]["sub"]), (&json!("alice"), &json!("svc-dpop")), "{told}");
        assert!(told["cnf"]["jkt"].is_string(), "{told}");
    }
    assert!(peer.last_headers("GET /rs/models").await["authorization"].as_str().unwrap().starts_with("DPoP "));
}
