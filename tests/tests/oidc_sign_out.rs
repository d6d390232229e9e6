//! A session ends, here and at a certified server.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    CredentialError, CredentialErrorKind,
    lifecycle::{MemoryStore, RefreshToken, RefreshTokenKey, RefreshTokenStore, TokenChange},
};
use auth_reqwest::{
    Client,
    oauth::{ClientRegistration, Session},
};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{Editor, app, begun, client, editor, key, list_models, refresh, sign_in, stored, try_sign_in},
};
use reqwest::Url;
use serde_json::json;

#[tokio::test]
async fn signing_out_ends_everything() {
    let peer = Peer::start();
    let (session, store) = begun(&peer).await;
    let copy = store.load(&key(&peer)).await.unwrap().unwrap();
    let api: Client<Editor> = client(&peer, &session);
    assert_eq!(list_models(&api).await.unwrap().status(), 200);
    let mut events = session.tokens().subscribe();

    session.sign_out().await.unwrap();
    assert!(matches!(events.next().await.unwrap().change, TokenChange::SignedOut));
    assert_eq!(stored(&store, &key(&peer)).await, None);
    assert_eq!(peer.hits("POST /token/revocation").await, 3, "the refresh token, and two access tokens that live");

    let hits = peer.hits("POST /token").await;
    let error = list_models(&api).await.unwrap_err();
    let auth_reqwest::Error::Credential(error) = error else { panic!("{error}") };
    assert_eq!((error.kind(), error.to_string().contains("signed out")), (CredentialErrorKind::SignInRequired, true));
    assert_eq!(refresh(&session).await.unwrap_err().kind(), CredentialErrorKind::SignInRequired);
    assert_eq!(peer.hits("POST /token").await, hits);

    store.store(&key(&peer), &copy).await.unwrap();
    let restored = Session::restore(&app(&peer).await, store, None, None).await.unwrap();
    assert!(restored.is_none(), "the server has revoked it");
}

#[tokio::test]
async fn a_token_that_is_being_looked_at_is_revoked_too() {
    let peer = Peer::start();
    let (session, _) = begun(&peer).await;
    let fetched = peer.hits("GET /jwks").await;
    peer.rotate_keys(false).await;
    peer.fault("/jwks", json!({ "delay_ms": 1000 })).await;
    let renewing = tokio::spawn({
        let session = session.clone();
        async move { refresh(&session).await }
    });
    // The token is there, and the key of the ID token that came with it is asked for.
    peer.waits_for("GET /jwks", fetched + 1).await;
    session.sign_out().await.unwrap();
    assert_eq!(peer.hits("POST /token/revocation").await, 3, "the refresh token, and two access tokens");
    assert_eq!(renewing.await.unwrap().unwrap_err().kind(), CredentialErrorKind::SignInRequired);
}

#[tokio::test]
async fn who_does_not_wait_for_the_end_of_it_has_the_tokens_revoked_all_the_same() {
    let peer = Peer::start();
    let (session, _) = begun(&peer).await;
    peer.fault("/token/revocation", json!({ "delay_ms": 500 })).await;
    assert!(tokio::time::timeout(Duration::from_millis(100), session.sign_out()).await.is_err());
    peer.waits_for("POST /token/revocation", 2).await; // the refresh token, and the access token
}

#[tokio::test]
async fn signing_out_works_without_the_server() {
    let peer = Peer::start();
    let (session, store) = begun(&peer).await;
    peer.fault("/token/revocation", json!({ "status": 503, "times": 9 })).await;
    let error = session.sign_out().await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::Unavailable, "{error}");
    assert!(error.to_string().contains("signed out"), "{error}");
    assert_eq!(stored(&store, &key(&peer)).await, None);
    assert_eq!(refresh(&session).await.unwrap_err().kind(), CredentialErrorKind::SignInRequired);
}

#[tokio::test]
async fn signing_out_works_without_the_store() {
    let peer = Peer::start();
    let store = Arc::new(Forgetless::default());
    let session = sign_in(&editor(&peer).await.store(store.clone())).await;
    let error = session.sign_out().await.unwrap_err();
    assert_eq!(error.to_string(), "the disk is full");
    assert_eq!(refresh(&session).await.unwrap_err().kind(), CredentialErrorKind::SignInRequired);
    let restored = Session::restore(&app(&peer).await, store, None, None).await;
    assert!(restored.unwrap().is_none(), "the server has revoked it");
}

#[tokio::test]
async fn a_refresh_token_that_could_not_be_stored_is_revoked_too() {
    let peer = Peer::start();
    let store = Arc::new(Forgetless::default());
    let session = sign_in(&editor(&peer).await.store(store.clone())).await;
    store.breaks_next.store(true, Ordering::Relaxed);
    refresh(&session).await.expect("the first access token");
    assert_eq!(refresh(&session).await.unwrap_err().to_string(), "the disk is gone");
    assert_eq!(session.sign_out().await.unwrap_err().to_string(), "the disk is full");
    assert_eq!(peer.hits("POST /token/revocation").await, 3, "the refresh token, and two access tokens");
}

/// A store that forgets nothing, and breaks for good when it is to store something.
#[derive(Debug, Default)]
struct Forgetless {
    memory: MemoryStore,
    breaks_next: AtomicBool,
    is_broken: AtomicBool,
}

#[async_trait]
impl RefreshTokenStore for Forgetless {
    async fn load(&self, key: &RefreshTokenKey) -> Result<Option<RefreshToken>, CredentialError> {
        if self.is_broken.load(Ordering::Relaxed) {
            return Err(failure("the disk is gone"));
        }
        self.memory.load(key).await
    }

    async fn store(&self, key: &RefreshTokenKey, token: &RefreshToken) -> Result<(), CredentialError> {
        if self.breaks_next.load(Ordering::Relaxed) {
            self.is_broken.store(true, Ordering::Relaxed);
            return Err(failure("the disk is gone"));
        }
        self.memory.store(key, token).await
    }

    async fn clear(&self, _key: &RefreshTokenKey) -> Result<(), CredentialError> {
        Err(failure("the disk is full"))
    }
}

fn failure(message: &'static str) -> CredentialError {
    CredentialError::new(CredentialErrorKind::Unavailable, message)
}

#[tokio::test]
async fn a_sign_in_that_cannot_be_stored_says_so() {
    let peer = Peer::start();
    let store = Arc::new(Forgetless::default());
    peer.fault("/token", json!({ "patch": { "refresh_token": null } })).await;
    let error = try_sign_in(&editor(&peer).await.store(store)).await.unwrap_err();
    assert_eq!(error.to_string(), "the disk is full");
}

#[tokio::test]
async fn a_session_at_a_server_of_which_only_the_token_endpoint_is_known_signs_out_here() {
    let peer = Peer::start();
    let store = Arc::new(MemoryStore::new());
    let first = sign_in(&editor(&peer).await.store(store.clone())).await;
    let token = store.load(&key(&peer)).await.unwrap().unwrap();
    drop(first);
    let app = ClientRegistration::builder("cli-native").token_endpoint(&format!("{}/token", peer.issuer())).unwrap();
    let store = Arc::new(MemoryStore::new());
    store.store(&RefreshTokenKey::new("", "cli-native"), &token).await.unwrap();
    peer.fault("/token", json!({ "patch": { "id_token": null } })).await;
    let session = Session::restore(&app, store, None, None).await.unwrap().unwrap();
    session.sign_out().await.unwrap();
}

#[tokio::test]
async fn the_browser_is_sent_to_sign_out_at_the_server_too() {
    let peer = Peer::start();
    let (session, _) = begun(&peer).await;
    session.sign_out().await.unwrap();
    let url = session.end_session_url(Some("http://127.0.0.1/bye"), Some("xyz")).unwrap();
    let url = Url::parse(&url).unwrap();
    assert_eq!(url.path(), "/session/end");
    let names: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(names, ["id_token_hint", "client_id", "post_logout_redirect_uri", "state"]);
    let (status, _) = Browser::new().get(&url).await;
    assert_eq!(status, 200, "the server accepts it");

    let metadata = "/.well-known/openid-configuration";
    peer.fault(metadata, json!({ "patch": { "end_session_endpoint": null, "revocation_endpoint": null } })).await;
    let session = sign_in(&editor(&peer).await).await;
    assert_eq!(session.end_session_url(None, None), None);
    session.sign_out().await.unwrap();
}
