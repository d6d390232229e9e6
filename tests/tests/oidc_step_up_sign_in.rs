//! A user signs in again, more strongly or with more consent, when the API demands it (RFC 9470).
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use auth_core::{ApiOperation, CredentialError, CredentialErrorKind, Dynamic, TokenRequest};
use auth_reqwest::{
    Challenges, Client, Demand, Error, MoreScopes, StepUp,
    oauth::{AuthorizationCode, Session},
};
use auth_tests::{
    peer::Peer,
    sign_in::{
        API, CreateModel, Editor, ModelRead, ModelWrite, REDIRECT_URI, app, editor, list_models, sign_in, try_sign_in,
    },
};
use futures_util::future::join_all;
use reqwest::{Method, Response};

/// The server wants a user who has signed in with two factors.
#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct Secure;

async fn secure(api: &Client<Editor>) -> Response {
    api.request::<Secure>(Method::POST, "/rs/secure").send().await.unwrap()
}

/// Asks the user to sign in as the API demands, and counts that.
fn ask(flow: AuthorizationCode, asked: &Arc<AtomicUsize>) -> impl StepUp + use<> {
    let asked = asked.clone();
    move |demand: Demand| {
        asked.fetch_add(1, Ordering::Relaxed);
        let flow = flow.clone().acr_values(demand.acr_values());
        async move {
            let session = try_sign_in(&flow).await.map_err(CredentialError::unavailable)?;
            Ok(Some(session.tokens().source(demand.held().clone())))
        }
    }
}

/// A user whose client asks for more when that is demanded.
async fn signed_in(peer: &Peer) -> (Session, Client<Editor>, Arc<AtomicUsize>) {
    let flow = editor(peer).await;
    let session = sign_in(&flow).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let builder = Client::builder(peer.issuer()).session(&session);
    let api = builder.step_up(ask(flow, &asked)).build().unwrap();
    (session, api, asked)
}

#[tokio::test]
async fn a_user_signs_in_with_two_factors_when_the_api_demands_it_and_stays_so() {
    let peer = Peer::start();
    let (_, api, asked) = signed_in(&peer).await;
    assert_eq!(list_models(&api).await.unwrap().status(), 200);
    assert_eq!(asked.load(Ordering::Relaxed), 0, "not before it is needed");
    for response in join_all((0..20).map(|_| secure(&api))).await {
        assert_eq!(response.status(), 200, "{:?}", response.headers());
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1, "one sign-in for all");

    // Beyond the life of its first token: the stronger sign-in is what refreshes.
    tokio::time::sleep(Duration::from_millis(3500)).await;
    assert_eq!(secure(&api).await.status(), 200);
    assert_eq!((asked.load(Ordering::Relaxed), list_models(&api).await.unwrap().status().as_u16()), (1, 200));
}

#[tokio::test]
async fn a_user_who_signs_out_is_signed_out_of_what_was_stepped_up_to() {
    let peer = Peer::start();
    let (session, api, asked) = signed_in(&peer).await;
    assert_eq!(secure(&api).await.status(), 200);

    session.sign_out().await.unwrap();
    let hits = peer.hits("POST /rs/secure").await;
    let error = Error::from(api.request::<Secure>(Method::POST, "/rs/secure").send().await.unwrap_err());
    let Error::Credential(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), CredentialErrorKind::SignInRequired);
    assert_eq!((peer.hits("POST /rs/secure").await, asked.load(Ordering::Relaxed)), (hits, 1));
}

#[tokio::test]
async fn a_policy_may_sign_out_of_what_was_before() {
    let peer = Peer::start();
    let flow = editor(&peer).await;
    let session = sign_in(&flow).await;
    let builder = Client::<Editor>::builder(peer.issuer()).session(&session);
    let policy = Arc::new(ask(flow, &Arc::default()));
    let step_up = move |demand: Demand| {
        let (policy, session) = (policy.clone(), session.clone());
        async move {
            let source = policy.step_up(&demand).await?;
            session.sign_out().await?;
            Ok(source)
        }
    };
    let api = builder.step_up(step_up).build().unwrap();
    for _ in 0..2 {
        assert_eq!(secure(&api).await.status(), 200);
    }
}

#[tokio::test]
async fn without_a_policy_the_demand_for_a_stronger_sign_in_is_returned_and_nothing_is_refreshed() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await).await;
    let api: Client<Editor> = Client::builder(peer.issuer()).session(&session).build().unwrap();
    let before = peer.hits("POST /token").await;
    let response = secure(&api).await;
    let challenge = response.extensions().get::<Challenges>().unwrap().oauth().unwrap();
    assert_eq!((response.status().as_u16(), challenge.error()), (401, Some("insufficient_user_authentication")));
    assert_eq!(challenge.acr_values(), Some(vec!["urn:acr:mfa"]));
    assert_eq!(peer.hits("POST /token").await, before);
}

#[tokio::test]
async fn a_user_consents_to_more_when_an_operation_needs_it() {
    let peer = Peer::start();
    let viewer = AuthorizationCode::new(&app(&peer).await, REDIRECT_URI).grant::<ModelRead>().resource(API);
    let session = sign_in(&viewer).await;
    let asked = Arc::new(AtomicUsize::new(0));
    // The user agreed to reading alone.
    let builder = Client::<Dynamic>::builder(peer.issuer()).session(&session);
    let builder = builder.scopes("model:read".parse().unwrap());
    let (flow, counter) = (editor(&peer).await, asked.clone());
    let policy = move |demand: Demand| {
        counter.fetch_add(1, Ordering::Relaxed);
        let flow = flow.clone();
        async move {
            assert_eq!(demand.scopes().unwrap().to_string(), "model:write");
            let session = sign_in(&flow).await;
            Ok(Some(session.tokens().source(TokenRequest::for_scopes("model:read model:write".parse().unwrap()))))
        }
    };
    let api = builder.step_up(policy).build().unwrap();
    for _ in 0..2 {
        let response = api.request::<CreateModel>(Method::POST, "/rs/models").send().await.unwrap();
        assert_eq!(response.status(), 200);
    }
    assert_eq!((asked.load(Ordering::Relaxed), peer.hits("POST /rs/models").await), (1, 2));
}

#[tokio::test]
async fn more_scopes_are_never_had_by_refreshing_a_sign_in() {
    let peer = Peer::start();
    let viewer = AuthorizationCode::new(&app(&peer).await, REDIRECT_URI).grant::<ModelRead>().resource(API);
    let session = sign_in(&viewer).await;
    let api = Client::<Dynamic>::builder(peer.issuer())
        .step_up(MoreScopes::up_to("model:read model:write".parse().unwrap(), session.tokens()))
        .session(&session)
        .scopes("model:read".parse().unwrap())
        .build()
        .unwrap();
    let before = peer.hits("POST /token").await;
    let error = Error::from(api.request::<CreateModel>(Method::POST, "/rs/models").send().await.unwrap_err());
    let Error::Credential(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), CredentialErrorKind::SignInRequired);
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (before, 0));
}
