//! A session stays alive against a certified server whose access tokens live for three seconds.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use auth_core::{
    Credential as _, CredentialError, CredentialErrorKind,
    lifecycle::{MemoryStore, RefreshToken, RefreshTokenKey, RefreshTokenStore, TokenChange},
};
use auth_reqwest::{
    Client,
    oauth::{AuthorizationCode, Session},
};
use auth_tests::{
    peer::Peer,
    sign_in::{
        API, Editor, ModelRead, app, begun, client, editor, key, list_models, refresh, request, scopes, sign_in, stored,
    },
};
use serde_json::{Value, json};

/// "The application needs to refresh access tokens using the API when the tokens are about to expire".
#[tokio::test]
async fn tokens_that_live_for_three_seconds_are_refreshed_in_use() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await).await;
    let api: Client<Editor> = client(&peer, &session);
    for _ in 0..3 {
        assert_eq!(list_models(&api).await.unwrap().status(), 200);
        tokio::time::sleep(Duration::from_secs(4)).await;
    }
    assert_eq!(peer.hits("POST /token").await, 3, "the code, and two refreshes");
    assert_eq!(peer.hits("GET /rs/models").await, 3, "no request was refused");
}

#[tokio::test]
async fn a_refresh_token_that_is_replaced_is_stored() {
    let peer = Peer::start();
    let (session, store) = begun(&peer).await;
    let mut seen = vec![stored(&store, &key(&peer)).await.unwrap()];
    for _ in 0..3 {
        refresh(&session).await.unwrap();
        let secret = stored(&store, &key(&peer)).await.unwrap();
        assert!(!seen.contains(&secret));
        seen.push(secret);
    }
}

#[tokio::test]
async fn a_refresh_token_that_is_not_replaced_is_kept() {
    let peer = Peer::with(&[("ROTATE", "0")]);
    let (session, store) = begun(&peer).await;
    let first = stored(&store, &key(&peer)).await;
    for _ in 0..2 {
        peer.fault("/token", json!({ "patch": { "refresh_token": null } })).await;
        refresh(&session).await.unwrap();
        assert_eq!(stored(&store, &key(&peer)).await, first);
    }
}

#[tokio::test]
async fn callers_that_come_at_once_share_a_refresh() {
    let peer = Peer::start();
    let (session, _) = begun(&peer).await;
    let source = session.tokens().source(request("model:read model:write"));
    let tokens = futures_util::future::join_all((0..50).map(|_| source.token(Duration::ZERO))).await;
    assert!(tokens.iter().all(Result::is_ok));
    assert_eq!(peer.hits("POST /token").await, 2);
}

#[tokio::test]
async fn a_caller_who_gives_up_does_not_cost_the_session() {
    let peer = Peer::start();
    let (session, store) = begun(&peer).await;
    let before = stored(&store, &key(&peer)).await;
    peer.fault("/token", json!({ "delay_ms": 2000 })).await;
    assert!(tokio::time::timeout(Duration::from_millis(100), refresh(&session)).await.is_err());
    // The server has replaced the refresh token, or is about to.
    while stored(&store, &key(&peer)).await == before {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    refresh(&session).await.unwrap();
    assert_eq!(peer.hits("POST /token").await, 3);
}

/// As when a server is silent for an hour, and callers come and go.
#[tokio::test]
async fn a_renewal_that_nobody_waits_for_when_its_turn_comes_is_not_made() {
    let peer = Peer::start();
    let (session, _) = begun(&peer).await;
    peer.fault("/token", json!({ "delay_ms": 5000 })).await;
    let slow = tokio::spawn({
        let session = session.clone();
        async move { refresh(&session).await }
    });
    peer.waits_for("POST /token", 2).await;
    for _ in 0..3 {
        assert!(tokio::time::timeout(Duration::from_millis(50), refresh(&session)).await.is_err());
    }
    slow.await.unwrap().unwrap();
    refresh(&session).await.unwrap();
    assert_eq!(peer.hits("POST /token").await, 3, "the code, the slow refresh, and the last");
}

#[tokio::test]
async fn an_access_token_of_no_use_does_not_cost_the_session() {
    let peer = Peer::start();
    let (session, _) = begun(&peer).await;
    peer.fault("/token", json!({ "patch": { "access_token": "not a token" } })).await;
    assert_eq!(refresh(&session).await.unwrap_err().kind(), CredentialErrorKind::InvalidResponse);
    refresh(&session).await.unwrap();
}

/// The server finds that a refresh token was used twice, and ends the sign-in.
#[tokio::test]
async fn a_stolen_refresh_token_ends_the_session_once() {
    let peer = Peer::start();
    let (session, store) = begun(&peer).await;
    let mut events = session.tokens().subscribe();
    let thief = MemoryStore::new();
    let copy = store.load(&key(&peer)).await.unwrap().unwrap();
    thief.store(&key(&peer), &copy).await.unwrap();
    let theirs = Session::restore(&app(&peer).await, Arc::new(thief), None, None).await.unwrap();
    assert!(theirs.is_some());

    let hits = peer.hits("POST /token").await;
    let source = session.tokens().source(request("model:read model:write"));
    for _ in 0..5 {
        let error = source.token(Duration::ZERO).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (CredentialErrorKind::SignInRequired, Some("invalid_grant")));
    }
    let error = refresh(&session).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::SignInRequired);
    assert_eq!(peer.hits("POST /token").await, hits + 1, "the server was asked once");
    assert!(matches!(events.next().await.unwrap().change, TokenChange::SignInRequired(_)));
    assert_eq!(stored(&store, &key(&peer)).await, None);
}

#[tokio::test]
async fn an_administrator_who_revokes_everything_ends_the_session_once() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await.login_hint("maria")).await;
    let mut events = session.tokens().subscribe();
    let api: Client<Editor> = client(&peer, &session);
    assert_eq!(list_models(&api).await.unwrap().status(), 200);
    peer.control("revoke-sub", json!({ "sub": "maria" })).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    for _ in 0..3 {
        let error = list_models(&api).await.unwrap_err();
        let auth_reqwest::Error::Credential(error) = error else { panic!("{error}") };
        assert_eq!(error.kind(), CredentialErrorKind::SignInRequired);
    }
    assert_eq!(peer.hits("POST /token").await, 2, "the code, and one refresh");
    assert!(matches!(events.next().await.unwrap().change, TokenChange::SignedIn));
    let change = loop {
        match events.next().await.unwrap().change {
            TokenChange::Expired => {}
            change => break change,
        }
    };
    assert!(matches!(change, TokenChange::SignInRequired(_)), "{change:?}");
}

#[tokio::test]
async fn a_session_without_a_refresh_token_ends_with_its_access_token() {
    let peer = Peer::start();
    let store = Arc::new(MemoryStore::new());
    store.store(&key(&peer), &RefreshToken::new("of the user before", None)).await.unwrap();
    peer.fault("/token", json!({ "patch": { "refresh_token": null } })).await;
    let session = sign_in(&editor(&peer).await.store(store.clone())).await;
    refresh(&session).await.unwrap();
    let error = refresh(&session).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::SignInRequired);
    assert!(error.to_string().contains("no refresh token"), "{error}");
    assert_eq!(peer.hits("POST /token").await, 1, "the server was not asked");
    assert_eq!(stored(&store, &key(&peer)).await, None, "nor is another user's refresh token used");
}

#[tokio::test]
async fn a_client_that_needs_less_gets_less() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await).await;
    let token = session.token(&request("model:read")).await.unwrap();
    assert_eq!(token.scopes(), Some(&scopes("model:read")), "from the first on");
    for served in ["the first token", "and the others as much as before"] {
        let token = refresh(&session).await.unwrap();
        assert_eq!(token.scopes(), Some(&scopes("model:read model:write")), "{served}");
    }
    assert_eq!(peer.hits("POST /token").await, 3, "the code, and two refreshes");

    let hits = peer.hits("POST /token").await;
    let error = session.token(&request("model:read bcf:write")).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::SignInRequired);
    assert_eq!(peer.hits("POST /token").await, hits, "who was never asked has to be");
}

#[tokio::test]
async fn a_client_that_needs_less_has_the_first_token_of_a_session_that_has_no_other() {
    let peer = Peer::start();
    peer.fault("/token", json!({ "patch": { "refresh_token": null } })).await;
    let session = sign_in(&editor(&peer).await).await;
    let token = session.token(&request("model:read")).await.unwrap();
    assert_eq!(token.scopes(), Some(&scopes("model:read model:write")));
}

#[tokio::test]
async fn one_session_has_tokens_for_several_apis() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await.resource("urn:rs:opaque")).await;
    let jwt = session.token(&request("model:read").with_resource(API)).await.unwrap();
    let opaque = session.token(&request("model:read").with_resource("urn:rs:opaque")).await.unwrap();
    let parts = |token: &auth_core::AccessToken| token.header().1.to_str().unwrap().split('.').count();
    assert_eq!((parts(&jwt), parts(&opaque)), (3, 1));
    let error = session.token(&request("model:read").with_audience("api")).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::Configuration);
}

#[tokio::test]
async fn new_signing_keys_are_fetched_in_mid_run() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await).await;
    let api: Client<Editor> = client(&peer, &session);
    assert_eq!(list_models(&api).await.unwrap().status(), 200);
    let fetched = peer.hits("GET /jwks").await;
    peer.rotate_keys(false).await;
    assert_eq!(list_models(&api).await.unwrap().status(), 200, "the old token is refused and refreshed");
    assert_eq!(peer.hits("GET /jwks").await, fetched + 1);
    assert_eq!(session.identity().unwrap().subject(), "alice");
}

#[tokio::test]
async fn a_refresh_that_answers_about_someone_else_is_not_believed() {
    let peer = Peer::start();
    let (session, _) = begun(&peer).await;
    peer.fault("/token", json!({ "jwt": { "field": "id_token", "set": { "sub": "eve" } } })).await;
    let error = refresh(&session).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{error}");
    assert_eq!(session.identity().unwrap().subject(), "alice");
    refresh(&session).await.unwrap(); // the refresh token that came with it is not lost
}

#[tokio::test]
async fn a_program_that_starts_again_signs_in_silently() {
    let peer = Peer::start();
    let store = Arc::new(MemoryStore::new());
    let flow = editor(&peer).await.store(store.clone()).login_hint("maria");
    assert!(flow.restore().await.unwrap().is_none(), "no one has signed in yet");
    drop(sign_in(&flow).await);

    let asked = peer.hits("POST /request").await;
    let session = flow.restore().await.unwrap().unwrap();
    let api: Client<Editor> = client(&peer, &session);
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert_eq!(told["sub"], "maria");
    assert_eq!(session.identity().unwrap().subject(), "maria");
    assert_eq!(session.scopes(), Some(scopes("model:read model:write")));
    assert_eq!(peer.hits("POST /request").await, asked, "nobody was asked");
    assert_eq!(peer.hits("POST /token").await, 2, "the code, and one refresh");
}

#[tokio::test]
async fn users_of_one_flow_do_not_share_a_session() {
    let peer = Peer::start();
    let flow = editor(&peer).await;
    let maria = sign_in(&flow.clone().login_hint("maria")).await;
    let eve = sign_in(&flow.clone().login_hint("eve")).await;
    for (session, user) in [(&maria, "maria"), (&eve, "eve"), (&maria, "maria")] {
        refresh(session).await.unwrap();
        refresh(session).await.unwrap();
        assert_eq!(session.identity().unwrap().subject(), user);
    }
    assert!(flow.restore().await.unwrap().is_none(), "nothing is kept for the next start");
}

#[tokio::test]
async fn what_is_stored_is_used_for_whom_and_what_it_covers() {
    let peer = Peer::start();
    let store = Arc::new(MemoryStore::new());
    let app = app(&peer).await;
    let reader = AuthorizationCode::new(&app, auth_tests::sign_in::REDIRECT_URI);
    let reader = reader.grant::<ModelRead>().resource(API).store(store.clone()).user("maria");
    drop(sign_in(&reader).await);

    let hits = peer.hits("POST /token").await;
    let store = store as Arc<dyn RefreshTokenStore>;
    let restore =
        async |user, wanted: &str| Session::restore(&app, store.clone(), user, Some(&scopes(wanted))).await.unwrap();
    assert!(restore(Some("eve"), "model:read").await.is_none(), "another user");
    assert!(restore(None, "model:read").await.is_none(), "no user");
    assert!(restore(Some("maria"), "model:read model:write").await.is_none(), "more scopes");
    assert_eq!(peer.hits("POST /token").await, hits);
    assert!(restore(Some("maria"), "model:read").await.is_some());
}

#[tokio::test]
async fn a_stored_sign_in_that_has_ended_is_asked_for_again() {
    let peer = Peer::start();
    let store = Arc::new(MemoryStore::new());
    let flow = editor(&peer).await.store(store.clone());
    drop(sign_in(&flow).await);
    peer.control("revoke-sub", json!({ "sub": "alice" })).await;
    assert!(flow.restore().await.unwrap().is_none());
    assert_eq!(stored(&store, &key(&peer)).await, None);

    drop(sign_in(&flow).await);
    peer.fault("/token", json!({ "status": 503 })).await;
    let error = flow.restore().await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::Unavailable, "a server that is down ends no sign-in: {error}");
    assert!(flow.restore().await.unwrap().is_some());
}

#[tokio::test]
async fn a_store_that_cannot_make_sense_of_what_it_holds_takes_a_sign_in() {
    /// As a key store whose entry something else has spoilt.
    #[derive(Debug)]
    struct Spoilt;

    #[async_trait]
    impl RefreshTokenStore for Spoilt {
        async fn load(&self, _key: &RefreshTokenKey) -> Result<Option<RefreshToken>, CredentialError> {
            Err(CredentialError::new(CredentialErrorKind::SignInRequired, "not what was stored"))
        }

        async fn store(&self, _key: &RefreshTokenKey, _token: &RefreshToken) -> Result<(), CredentialError> {
            Ok(())
        }

        async fn clear(&self, _key: &RefreshTokenKey) -> Result<(), CredentialError> {
            Ok(())
        }
    }

    let peer = Peer::start();
    let restored = Session::restore(&app(&peer).await, Arc::new(Spoilt), None, None).await;
    assert!(restored.unwrap().is_none());
}
