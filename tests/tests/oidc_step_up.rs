//! A token that is valid and not enough: the policy obtains more, from a certified server, or the challenge is returned.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, ApiOperation, Credential, CredentialError, CredentialErrorKind, Dynamic, TokenRequest,
    lifecycle::{TokenCache, TokenSource},
};
use auth_reqwest::{Challenges, Client, Demand, Error, MoreScopes, Refusal, StepUp, oauth::ClientCredentials};
use auth_tests::{
    peer::Peer,
    sign_in::{CreateModel as CreateModelAsDeclared, ListModels, ModelRead},
};
use futures_util::future::join_all;
use reqwest::{Body, Method, Response};
use serde_json::json;

/// As an SDK declares it that does not know that the server has come to require `model:write`, too.
#[derive(ApiOperation)]
#[requires(ModelRead)]
struct CreateModel;

#[derive(ApiOperation)]
#[operation(POST, "/rs/models")]
#[requires(ModelRead)]
struct CreateModelWhole;

const SECRET: &str = "s3cr%t+with:odd/&=chars";

async fn tokens_of(peer: &Peer, client: &str, secret: &str) -> TokenCache {
    TokenCache::new(ClientCredentials::discover(peer.issuer(), client, secret).await.unwrap())
}

/// A client that starts with `model:read`.
fn client(peer: &Peer, tokens: &TokenCache, policy: impl StepUp) -> Client<Dynamic> {
    let builder = Client::builder(peer.issuer()).tokens(tokens.clone()).scopes("model:read".parse().unwrap());
    builder.step_up(policy).build().unwrap()
}

fn up_to(most: &str, tokens: &TokenCache) -> MoreScopes {
    MoreScopes::up_to(most.parse().unwrap(), tokens)
}

async fn create(api: &Client<Dynamic>) -> Response {
    api.request::<CreateModel>(Method::POST, "/rs/models").body("{}").send().await.unwrap()
}

/// Of a response that is a challenge: what it is, and the scopes it demands.
fn challenge(response: &Response) -> (u16, String, String) {
    let challenge = response.extensions().get::<Challenges>().unwrap().oauth().unwrap().clone();
    let scope = challenge.scope().map(|scope| scope.to_string()).unwrap_or_default();
    (response.status().as_u16(), challenge.error().unwrap().to_owned(), scope)
}

fn insufficient_scope() -> (u16, String, String) {
    (403, "insufficient_scope".to_owned(), "model:read model:write".to_owned())
}

#[tokio::test]
async fn an_agent_takes_more_scopes_when_the_api_demands_them_and_keeps_them() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let api = client(&peer, &tokens, up_to("model:read model:write", &tokens));
    assert_eq!(create(&api).await.status(), 200);
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (2, 2));

    // Later requests have the new token at once, whichever they are.
    assert_eq!(create(&api).await.status(), 200);
    assert_eq!(api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap().status(), 200);
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (2, 3));
}

#[tokio::test]
async fn without_a_policy_the_challenge_is_returned() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let builder = Client::<Dynamic>::builder(peer.issuer()).tokens(tokens).scopes("model:read".parse().unwrap());
    assert_eq!(challenge(&create(&builder.build().unwrap()).await), insufficient_scope());
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (1, 1));
}

#[tokio::test]
async fn scopes_beyond_the_limit_are_not_asked_for_whatever_the_api_demands() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let api = client(&peer, &tokens, up_to("model:read bcf:write", &tokens));
    assert_eq!(challenge(&create(&api).await), insufficient_scope());
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (1, 1));
}

#[tokio::test]
async fn a_policy_that_obtains_nothing_else_has_nothing_sent_again() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let same = tokens.clone();
    let api = client(&peer, &tokens, move |demand: Demand| {
        let source = same.source(demand.held().clone());
        async move { Ok(Some(source)) }
    });
    assert_eq!(challenge(&create(&api).await), insufficient_scope());
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (1, 1));
}

#[tokio::test]
async fn an_operation_that_requires_more_is_stepped_up_before_anything_is_sent() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let create = |api: Client<Dynamic>| async move {
        api.request::<CreateModelAsDeclared>(Method::POST, "/rs/models").send().await.map_err(Error::from)
    };
    let refused = create(client(&peer, &tokens, up_to("model:read", &tokens))).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::MissingScopes { .. })), "{refused}");
    assert_eq!(peer.hits("POST /rs/models").await, 0);

    let api = client(&peer, &tokens, up_to("model:read model:write", &tokens));
    assert_eq!(create(api).await.unwrap().status(), 200);
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (2, 1));
}

#[tokio::test]
async fn many_requests_that_are_challenged_at_once_step_up_once() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let (more, asked) = (up_to("model:read model:write", &tokens), Arc::new(AtomicUsize::new(0)));
    let counter = asked.clone();
    let api = client(&peer, &tokens, move |demand: Demand| {
        counter.fetch_add(1, Ordering::Relaxed);
        let more = more.clone();
        async move { more.step_up(&demand).await }
    });
    for response in join_all((0..50).map(|_| create(&api))).await {
        assert_eq!(response.status(), 200);
    }
    assert_eq!((asked.load(Ordering::Relaxed), peer.hits("POST /token").await), (1, 2));
    assert!(peer.hits("POST /rs/models").await <= 100, "each was sent twice at most");
}

/// An API that is never content, and a policy that always has another token.
#[tokio::test]
async fn an_api_that_is_never_content_is_asked_no_more_for_having_many_callers() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let refusal = json!({
        "status": 403, "times": 10_000,
        "headers": { "www-authenticate": r#"Bearer error="insufficient_scope", scope="model:read""# },
    });
    peer.fault("/rs/models", refusal).await;
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let credential = ClientCredentials::discover(peer.issuer(), "svc-basic", SECRET).await.unwrap();
    let api = client(&peer, &tokens, move |demand: Demand| {
        let source = TokenCache::new(credential.clone()).source(demand.held().clone());
        async move { Ok(Some(source)) }
    });
    for response in join_all((0..20).map(|_| create(&api))).await {
        assert_eq!(response.status(), 403);
    }
    // Once as it is, some times with what others have obtained, and once with its own.
    let sent = peer.hits("POST /rs/models").await;
    assert!(sent <= 20 * 10, "{sent}");
}

#[tokio::test]
async fn a_refusal_is_shared_by_all_who_were_challenged_with_the_same() {
    let peer = Arc::new(Peer::with(&[("AT_TTL", "300")]));
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let (counter, server) = (asked.clone(), peer.clone());
    let api = client(&peer, &tokens, move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        let server = server.clone();
        async move {
            // The user thinks for so long that all are waiting.
            while server.hits("POST /rs/models").await < 50 {}
            Ok(None)
        }
    });
    for response in join_all((0..50).map(|_| create(&api))).await {
        assert_eq!(challenge(&response), insufficient_scope());
    }
    assert_eq!((asked.load(Ordering::Relaxed), peer.hits("POST /token").await), (1, 1));
    create(&api).await;
    assert_eq!(asked.load(Ordering::Relaxed), 2, "one that comes later asks anew");
}

#[tokio::test]
async fn a_body_that_cannot_be_sent_again_is_answered_with_the_challenge_and_nobody_is_asked() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let api = client(&peer, &tokens, |_| async { panic!("nobody is asked") });
    let stream = Body::wrap(Body::from("{}"));
    let response = api.request::<CreateModel>(Method::POST, "/rs/models").body(stream).send().await.unwrap();
    assert_eq!(challenge(&response), insufficient_scope());
}

#[tokio::test]
async fn what_the_server_does_not_grant_leaves_everything_as_it_was_and_says_why() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-narrow", "n").await;
    let api = client(&peer, &tokens, up_to("model:read model:write", &tokens));
    let response = create(&api).await;
    assert_eq!(challenge(&response), insufficient_scope());
    assert_eq!(response.extensions().get::<CredentialError>().unwrap().code(), Some("invalid_scope"));
    let error = api.send(CreateModelWhole).await.unwrap_err();
    let Error::Response(error) = error else { panic!("{error}") };
    assert_eq!(error.challenge().unwrap().error(), Some("insufficient_scope"));
    assert_eq!(error.source().unwrap().downcast_ref::<CredentialError>().unwrap().code(), Some("invalid_scope"));
    assert_eq!(api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap().status(), 200);
}

/// Has a token once, which ends at once, and then none for a reason.
#[derive(Debug)]
struct Brief(ClientCredentials, AtomicUsize, CredentialErrorKind);

#[async_trait]
impl Credential for Brief {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        if self.1.fetch_add(1, Ordering::Relaxed) > 0 {
            return Err(CredentialError::new(self.2, "no longer"));
        }
        Ok(self.0.token(request).await?.with_lifetime(Duration::ZERO))
    }
}

/// A client that has stepped up to what is no longer to be had.
async fn stepped_up_to_brief(peer: &Peer, reason: CredentialErrorKind) -> Client<Dynamic> {
    let tokens = tokens_of(peer, "svc-basic", SECRET).await;
    let brief = ClientCredentials::discover(peer.issuer(), "svc-basic", SECRET).await.unwrap();
    let brief: TokenSource = TokenCache::new(Brief(brief, AtomicUsize::new(0), reason))
        .source(TokenRequest::for_scopes("model:read model:write".parse().unwrap()));
    client(peer, &tokens, move |_| {
        let brief = brief.clone();
        async move { Ok(Some(brief)) }
    })
}

#[tokio::test]
async fn when_what_was_stepped_up_to_is_not_to_be_had_any_more_what_was_before_serves_again() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    // The sign-in has ended; an administrator has withdrawn a scope, or the client.
    for reason in
        [CredentialErrorKind::SignInRequired, CredentialErrorKind::InvalidRequest, CredentialErrorKind::Rejected]
    {
        let api = stepped_up_to_brief(&peer, reason).await;
        assert_eq!(challenge(&create(&api).await), insufficient_scope(), "it had ended by then");
        assert_eq!(api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap().status(), 200);
    }
}

#[tokio::test]
async fn what_was_stepped_up_to_stays_when_it_may_be_had_later() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    for reason in [CredentialErrorKind::Unavailable, CredentialErrorKind::InvalidResponse] {
        let api = stepped_up_to_brief(&peer, reason).await;
        assert_eq!(challenge(&create(&api).await), insufficient_scope(), "the answer that there is");
        let error = api.request::<CreateModel>(Method::POST, "/rs/models").send().await.unwrap_err();
        let Error::Credential(error) = Error::from(error) else { panic!("it is the token that is missing") };
        assert_eq!(error.kind(), reason);
    }
}

#[tokio::test]
async fn the_policy_is_told_what_is_demanded_and_what_there_is_and_fails_with_its_own_words() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let tokens = tokens_of(&peer, "svc-basic", SECRET).await;
    let api = client(&peer, &tokens, |demand: Demand| async move {
        assert_eq!(demand.operation(), Some("CreateModel"));
        assert_eq!(demand.scopes().unwrap().to_string(), "model:read model:write");
        assert_eq!(demand.granted().unwrap().to_string(), "model:read");
        assert_eq!(demand.held().scopes().unwrap().to_string(), "model:read");
        assert!(demand.acr_values().is_empty() && demand.max_age().is_none());
        Err(CredentialError::new(CredentialErrorKind::SignInRequired, "no one is at the keyboard"))
    });
    let response = create(&api).await;
    assert_eq!(response.status(), 403);
    let error = response.extensions().get::<CredentialError>().unwrap();
    assert_eq!((error.to_string().as_str(), error.source().is_none()), ("no one is at the keyboard", true));
}
