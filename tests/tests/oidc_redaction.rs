//! Nothing that a sign-in prints holds a secret: no code, verifier, state, nonce, ID token, refresh or access token.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{cell::RefCell, error::Error, fmt::Debug, sync::Arc};

use auth_core::{
    Credential as _, CredentialErrorKind, TokenRequest,
    lifecycle::{MemoryStore, RefreshTokenKey, RefreshTokenStore as _},
};
use auth_reqwest::oauth::{AuthorizationCode, Claims, DeviceCode, Session};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{ModelRead, REDIRECT_URI, app, sign_in},
};
use reqwest::Url;
use serde_json::json;

const METADATA: &str = "/.well-known/openid-configuration";

/// What must not be seen.
#[derive(Default)]
struct Secrets(RefCell<Vec<String>>);

impl Secrets {
    fn add(&self, secret: impl Into<String>) {
        let secret = secret.into();
        assert!(secret.len() > 6, "{secret} could be there by accident");
        self.0.borrow_mut().push(secret);
    }

    fn add_parameters(&self, url: &str, names: &[&str]) {
        for (name, value) in Url::parse(url).unwrap().query_pairs() {
            if names.contains(&&*name) {
                self.add(value);
            }
        }
    }

    #[track_caller]
    fn check(&self, value: &impl Debug) {
        self.check_text(&format!("{value:?} {value:#?}"));
    }

    #[track_caller]
    fn check_error(&self, error: &(dyn Error + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.check_text(&format!("{error} {error:?} {error:#?}"));
            next = error.source();
        }
    }

    #[track_caller]
    fn check_text(&self, text: &str) {
        for secret in &*self.0.borrow() {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }

    /// All that a session holds.
    async fn add_session(&self, peer: &Peer, session: &Session, store: &MemoryStore) {
        let key = RefreshTokenKey::new(peer.issuer(), "cli-native");
        let refresh = store.load(&key).await.unwrap().unwrap();
        self.add(refresh.secret().expose());
        let access = session.token(&TokenRequest::default()).await.unwrap();
        let header = access.header().1.to_str().unwrap().to_owned();
        self.add(header.split_once(' ').unwrap().1);
        self.add_parameters(&session.end_session_url(None, None).unwrap(), &["id_token_hint"]);
        self.check(&refresh);
        self.check(&access);
    }
}

#[tokio::test]
async fn a_sign_in_and_its_session() {
    let peer = Peer::start();
    let secrets = Secrets::default();
    peer.fault(METADATA, json!({ "patch": { "pushed_authorization_request_endpoint": null } })).await;
    let store = Arc::new(MemoryStore::new());
    let flow = AuthorizationCode::new(&app(&peer).await, REDIRECT_URI).grant::<ModelRead>();
    let pending = flow.clone().store(store.clone()).login_hint("maria").start().await.unwrap();
    secrets.add_parameters(pending.url(), &["state", "nonce", "code_challenge"]);
    secrets.check(&pending);
    let callback = Browser::new().visit(pending.url()).await;
    secrets.add_parameters(&callback, &["code"]);
    let session = pending.complete(&callback).await.unwrap();
    secrets.add_session(&peer, &session, &store).await;

    let claims: Claims = session.identity().unwrap();
    assert_eq!(claims.get::<String>("nonce"), None);
    secrets.check(&claims);
    secrets.check(&session);
    secrets.check(&session.tokens());
    secrets.check(&session.tokens().state());
    secrets.check(&session.user_info().await.unwrap());

    // The server repeats what it was sent.
    let all = secrets.0.borrow().join(" ");
    for status in [400, 401, 500] {
        let answer = json!({ "status": status, "body": { "error": "server_error", "error_description": all } });
        peer.fault("/me", answer).await;
        secrets.check_error(&session.user_info().await.unwrap_err());
    }
    let challenge = format!(r#"Bearer error="insufficient_scope", error_description="{all}""#);
    peer.fault("/me", json!({ "status": 403, "headers": { "www-authenticate": challenge } })).await;
    let error = session.user_info().await.unwrap_err();
    assert_eq!(error.code(), Some("insufficient_scope"));
    secrets.check_error(&error);
    peer.fault("/me", json!({ "raw": all })).await;
    secrets.check_error(&session.user_info().await.unwrap_err());
    for change in [
        json!({ "raw": all }),
        json!({ "patch": { "id_token": all } }),
        json!({ "patch": { "scope": format!("{all}\u{7}") } }),
    ] {
        let session = sign_in(&flow).await;
        session.token(&TokenRequest::default()).await.unwrap();
        peer.fault("/token", change).await;
        let error = session.token(&TokenRequest::default()).await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{error}");
        secrets.check_error(&error);
    }
}

#[tokio::test]
async fn a_sign_in_that_fails() {
    let peer = Peer::start();
    let secrets = Secrets::default();
    let no_par = json!({ "patch": { "pushed_authorization_request_endpoint": null }, "times": 9 });
    peer.fault(METADATA, no_par).await;
    let flow = AuthorizationCode::new(&app(&peer).await, REDIRECT_URI).grant::<ModelRead>();
    for token in [
        json!({ "jwt": { "field": "id_token", "set": { "nonce": "another" } } }),
        json!({ "jwt": { "field": "id_token", "key": "none" } }),
        json!({ "patch": { "id_token": "e30.e30.AAAA" } }),
        json!({ "patch": { "access_token": "with space" } }),
        json!({ "raw": "<html>" }),
        json!({ "status": 502, "body": "<html>" }),
    ] {
        let pending = flow.start().await.unwrap();
        secrets.add_parameters(pending.url(), &["state", "nonce", "code_challenge"]);
        let callback = Browser::new().visit(pending.url()).await;
        secrets.add_parameters(&callback, &["code"]);
        peer.fault("/token", token).await;
        secrets.check_error(&pending.complete(&callback).await.unwrap_err());
    }

    let pending = flow.start().await.unwrap();
    secrets.add_parameters(pending.url(), &["state"]);
    let callback = Browser::new().visit(pending.url()).await;
    let state = Url::parse(&callback).unwrap().query_pairs().find(|pair| pair.0 == "state").unwrap().1.into_owned();
    let answers = [
        format!("{REDIRECT_URI}?state={state}&error={state}&error_description={state}"),
        format!("{REDIRECT_URI}?state={state}&code=x&iss={state}"),
        format!("{REDIRECT_URI}/{state}?state={state}"),
        callback.replace("state=", "state=x"),
    ];
    for answer in answers {
        let pending = flow.start().await.unwrap();
        // The state of this one, in the answer to that one.
        let own = Url::parse(pending.url()).unwrap();
        let own = own.query_pairs().find(|pair| pair.0 == "state").unwrap().1.into_owned();
        secrets.add(&own);
        let answer = answer.replace(&state, &own);
        secrets.check_error(&pending.complete(&answer).await.unwrap_err());
    }
}

#[tokio::test]
async fn a_device_code() {
    let peer = Peer::start();
    let secrets = Secrets::default();
    peer.fault("/device/auth", json!({ "patch": { "device_code": "0penSesame0penSesame" } })).await;
    secrets.add("0penSesame");
    let flow = DeviceCode::new(&app(&peer).await).grant::<ModelRead>();
    secrets.check(&flow);
    let pending = flow.start().await.unwrap();
    secrets.add(pending.user_code());
    secrets.check(&pending);
}
