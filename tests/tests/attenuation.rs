//! Clients with fewer scopes and tokens of their own, by token exchange.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use auth_core::{
    ApiKey, ApiOperation, Credential, CredentialErrorKind, Dynamic, Grant, GrantFor, Permits, Scope, TokenRequest,
};
use auth_reqwest::{
    Client, Error, Refusal,
    oauth::{ClientCredentials, ClientRegistration, SecurityToken, SecurityTokenType, SigningKey, TokenExchange},
};
use auth_tests::{
    clock::SetClock,
    lifetimes::{self, THREE_SECONDS, outlive},
    peer::Peer,
};
use http::Extensions;
use reqwest::{Method, Request, Response};
use reqwest_middleware::{Middleware, Next};
use serde_json::{Value, json};

const AWKWARD: &str = "s3cr%t+with:odd/&=chars";

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

type Editor = (ModelRead, ModelWrite, BcfRead);

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct ListModels;

#[derive(ApiOperation)]
#[requires(all(ModelRead, ModelWrite))]
struct CreateModel;

#[derive(ApiOperation)]
#[requires(BcfRead)]
struct ListTopics;

async fn agent(peer: &Peer) -> ClientRegistration {
    ClientRegistration::builder("svc-basic").authentication(AWKWARD).discover(peer.issuer()).await.unwrap()
}

/// A client that may do a lot, and what it is registered as.
async fn editor(peer: &Peer) -> (Client<Editor>, ClientRegistration) {
    let agent = agent(peer).await;
    let credential = ClientCredentials::new(&agent);
    (Client::builder(peer.issuer()).credential(credential).build().unwrap(), agent)
}

async fn list_models(api: &Client<impl Grant + Permits<ListModels>>) -> Value {
    let response = api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap();
    assert_eq!(response.status(), 200, "{:?}", response.headers());
    response.json().await.unwrap()
}

async fn refused(api: &Client<impl Grant + Permits<ListModels>>) -> Error {
    api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap_err().into()
}

#[tokio::test]
async fn the_token_has_the_fewer_scopes_and_the_wider_client_keeps_its_own() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let (editor, agent) = editor(&peer).await;
    let reader: Client<ModelRead> = editor.attenuate(&agent);
    let viewer: Client<(BcfRead, GrantFor<(ListModels,)>)> = editor.attenuate(&agent);
    assert_eq!(peer.hits("POST /token").await, 0, "nothing is fetched before it is used");

    assert_eq!(list_models(&reader).await["scope"], "model:read");
    assert_eq!(list_models(&viewer).await["scope"], "bcf:read model:read");
    assert_eq!(list_models(&editor).await["scope"], "bcf:read model:read model:write");
    assert_eq!(peer.hits("POST /token").await, 3, "each has one token, and the wide one was fetched once");
    assert_eq!(list_models(&reader).await["scope"], "model:read");
    assert_eq!(peer.hits("POST /token").await, 3);
    reader.verify().await.unwrap();
}

#[tokio::test]
async fn the_api_refuses_what_the_token_lacks_whatever_this_side_would_permit() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let agent = agent(&peer).await;
    let anything = Client::<Dynamic>::builder(peer.issuer()).credential(ClientCredentials::new(&agent));
    let anything = anything.scopes("model:read model:write".parse().unwrap()).build().unwrap();
    let reader: Client<ModelRead> = anything.attenuate(&agent);
    list_models(&reader).await;

    // The token itself, in a program that does not check.
    let stolen = peer.last_headers("GET /rs/models").await["authorization"].as_str().unwrap().to_owned();
    let write = reqwest::Client::new().post(peer.url("/rs/models")).header("authorization", stolen);
    assert_eq!(write.send().await.unwrap().status(), 403);
    let write = anything.request::<CreateModel>(Method::POST, "/rs/models").send().await.unwrap();
    assert_eq!(write.status(), 200);
}

#[tokio::test]
async fn a_token_with_more_than_was_asked_for_is_not_used() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let (editor, agent) = editor(&peer).await;
    list_models(&editor).await;
    for (scope, added) in [
        ("model:read model:write", "`model:write`"),
        ("model:read admin", "`admin`"),
        ("bcf:read model:write", "`bcf:read model:write`"),
    ] {
        peer.fault("/token", json!({ "patch": { "scope": scope } })).await;
        let before = peer.hits("GET /rs/models").await;
        let Error::Credential(error) = refused(&editor.attenuate::<ModelRead>(&agent)).await else { panic!("{scope}") };
        assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{scope}");
        let told = format!("a token with `model:read` and no more was asked for, and the server added {added}");
        assert_eq!(error.to_string(), told);
        assert_eq!(peer.hits("GET /rs/models").await, before, "{scope}: nothing was sent");
    }
}

#[tokio::test]
async fn a_token_with_less_than_was_asked_for_is_held_to_that() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let (editor, agent) = editor(&peer).await;
    list_models(&editor).await;
    peer.fault("/token", json!({ "patch": { "scope": "model:read" } })).await;
    let viewer: Client<(ModelRead, BcfRead)> = editor.attenuate(&agent);
    let error = viewer.verify().await.unwrap_err().to_string();
    assert!(error.contains("did not grant `bcf:read`"), "{error}");
    let error = viewer.request::<ListTopics>(Method::GET, "/rs/bcf").send().await.unwrap_err();
    assert!(matches!(Error::from(error), Error::Refused(Refusal::MissingScopes { .. })));
    assert_eq!(peer.hits("GET /rs/bcf").await, 0);
}

#[tokio::test]
async fn what_was_attenuated_can_be_attenuated_again_and_not_widened() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let (editor, agent) = editor(&peer).await;
    let viewer: Client<(ModelRead, BcfRead)> = editor.attenuate(&agent);
    let reader: Client<ModelRead> = viewer.attenuate(&agent);
    assert_eq!(list_models(&reader).await["scope"], "model:read");
    assert_eq!(peer.hits("POST /token").await, 3, "each for the token of the one before");

    // What the compiler refuses, the server refuses too.
    let narrow = peer.last_headers("GET /rs/models").await["authorization"].as_str().unwrap().to_owned();
    let narrow = SecurityToken::new(narrow.trim_start_matches("Bearer "), SecurityTokenType::AccessToken);
    let request = TokenRequest::for_scopes("model:read model:write".parse().unwrap());
    let error = TokenExchange::new(&agent, narrow).token(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::InvalidRequest, Some("invalid_scope")));
}

#[tokio::test]
async fn a_user_stays_the_same_user_with_fewer_scopes() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let agent = agent(&peer).await;
    let answer = peer.sign_in("alice", "model:read bcf:read", "https://api.example.test/").await;
    let alice = SecurityToken::new(answer["access_token"].as_str().unwrap(), SecurityTokenType::AccessToken);
    let exchange = TokenExchange::new(&agent, alice).with_actor(ClientCredentials::new(&agent));
    let viewer: Client<(ModelRead, BcfRead)> = Client::builder(peer.issuer()).credential(exchange).build().unwrap();
    let told = list_models(&viewer.attenuate::<ModelRead>(&agent)).await;
    assert_eq!((&told["sub"], &told["scope"]), (&json!("alice"), &json!("model:read")));
}

#[tokio::test]
async fn origins_are_those_of_the_wider_client() {
    let peer = Peer::start();
    let (editor, agent) = editor(&peer).await;
    let reader: Client<ModelRead> = editor.attenuate(&agent);
    assert_eq!(reader.base(), editor.base());
    let foreign = reader.request::<ListModels>(Method::GET, "https://api.example.com/").send().await.unwrap_err();
    assert!(matches!(Error::from(foreign), Error::Refused(Refusal::ForeignOrigin { .. })));
    assert_eq!(peer.hits("POST /token").await, 0);
}

/// Counts the requests that pass.
#[derive(Clone, Default)]
struct Counts(Arc<AtomicUsize>);

#[async_trait::async_trait]
impl Middleware for Counts {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        assert!(!request.headers().contains_key("authorization"), "it is outside of the authorization");
        self.0.fetch_add(1, Ordering::Relaxed);
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn middleware_is_that_of_the_wider_client() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let (counts, agent) = (Counts::default(), agent(&peer).await);
    let editor = Client::<Editor>::builder(peer.issuer()).credential(ClientCredentials::new(&agent));
    let editor = editor.with(counts.clone()).build().unwrap();
    let reader: Client<ModelRead> = editor.attenuate(&agent);
    list_models(&editor).await;
    list_models(&reader).await;
    assert_eq!(counts.0.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn tokens_of_three_seconds_are_renewed_each_for_a_living_one() {
    let (peer, clock) = (Peer::with(&THREE_SECONDS), SetClock::new());
    let agent = agent(&peer).await;
    let editor: Client<Editor> = lifetimes::client(&peer, &clock, ClientCredentials::new(&agent));
    let reader: Client<ModelRead> = editor.attenuate(&agent);
    outlive(&peer, &clock, async || {
        let told = list_models(&reader).await;
        assert_eq!(told["scope"], "model:read");
        told
    })
    .await;
}

#[tokio::test]
async fn the_narrower_client_goes_by_the_clock_of_the_wider() {
    let (peer, clock) = (Peer::with(&[("AT_TTL", "60")]), SetClock::new());
    let agent = agent(&peer).await;
    let editor: Client<Editor> = lifetimes::client(&peer, &clock, ClientCredentials::new(&agent));
    let reader: Client<ModelRead> = editor.attenuate(&agent);
    for tokens in [2, 4] {
        list_models(&reader).await;
        assert_eq!(peer.hits("POST /token").await, tokens, "a wide one and a narrow one each time");
        clock.advance(Duration::from_secs(61));
    }
}

#[tokio::test]
async fn both_tokens_are_replaced_when_they_lose_their_key_in_mid_run() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let (editor, agent) = editor(&peer).await;
    let reader: Client<ModelRead> = editor.attenuate(&agent);
    list_models(&reader).await;
    peer.rotate_keys(false).await;
    assert_eq!(list_models(&reader).await["scope"], "model:read");
    // At first two tokens; then an exchange that is refused, another wide token, and an exchange that is not.
    assert_eq!((peer.hits("POST /token").await, peer.hits("GET /rs/models").await), (5, 3));
}

#[tokio::test]
async fn the_fewer_scopes_can_be_bound_to_a_key() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let agent = ClientRegistration::builder("svc-dpop").authentication("dpop-secret");
    let agent = agent.dpop(SigningKey::generate().unwrap()).discover(peer.issuer()).await.unwrap();
    let credential = ClientCredentials::new(&agent);
    let editor: Client<Editor> = Client::builder(peer.issuer()).credential(credential).build().unwrap();
    let told = list_models(&editor.attenuate::<ModelRead>(&agent)).await;
    assert_eq!(told["scope"], "model:read");
    assert!(told["cnf"]["jkt"].is_string(), "{told}");
}

#[tokio::test]
async fn an_api_key_has_no_token_to_attenuate() {
    let peer = Peer::start();
    let credential = ApiKey::new("sesame").unwrap();
    let editor: Client<Editor> = Client::builder(peer.issuer()).credential(credential).build().unwrap();
    let error = refused(&editor.attenuate::<ModelRead>(&agent(&peer).await)).await;
    let Error::Credential(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), CredentialErrorKind::Configuration);
    assert!(!format!("{error} {error:?}").contains("sesame"));
    assert_eq!(peer.hits("POST /token").await, 0, "the key was not sent");
}

#[tokio::test]
async fn a_server_that_exchanges_no_tokens_says_so() {
    let peer = Peer::with(&[("AT_TTL", "60")]);
    let (editor, agent) = editor(&peer).await;
    list_models(&editor).await;
    peer.fault("/token", json!({ "status": 400, "body": { "error": "unsupported_grant_type" } })).await;
    let error = refused(&editor.attenuate::<ModelRead>(&agent)).await;
    let Error::Credential(error) = error else { panic!("{error:?}") };
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::InvalidRequest, Some("unsupported_grant_type")));
}
