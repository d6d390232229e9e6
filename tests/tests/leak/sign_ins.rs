//! Programs that a user signs in to.

use std::{io, sync::Arc};

use auth_core::{Credential as _, TokenRequest, lifecycle::MemoryStore};
use auth_reqwest::{
    Client,
    oauth::{AuthorizationCode, ClientRegistration, DeviceCode, Session},
};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{API, Editor, REDIRECT_URI, app, begun, client, editor, key, refresh},
};
use serde_json::json;
use tokio::{sync::mpsc, task};

use crate::{
    log::{print, print_error},
    services::ListModels,
};

pub(crate) const METADATA: &str = "/.well-known/openid-configuration";
const WEB: &str = "http://127.0.0.1:4280/cb";

pub(crate) async fn run(peer: &Peer) {
    not_pushed(peer).await;
    pushed(peer).await;
    on_loopback(peer).await;
    on_another_machine(peer).await;
    with_rotation_until_signed_out(peer).await;
}

/// What a program does with a session.
async fn use_session(peer: &Peer, session: &Session) {
    print(session);
    let api: Client<Editor> = client(peer, session);
    print(&api.send(ListModels).await);
    print(&session.identity());
    print(&session.user_info().await);
    print(&(session.tokens(), session.tokens().state()));
    print(&session.token(&TokenRequest::default()).await);
}

async fn sign_in(peer: &Peer, flow: &AuthorizationCode) {
    print(flow);
    let pending = flow.start().await.unwrap();
    print(&pending);
    let callback = Browser::new().visit(pending.url()).await;
    use_session(peer, &pending.complete(&callback).await.unwrap()).await;
}

async fn not_pushed(peer: &Peer) {
    peer.fault(METADATA, json!({ "patch": { "pushed_authorization_request_endpoint": null } })).await;
    sign_in(peer, &editor(peer).await.login_hint("maria")).await;
}

async fn pushed(peer: &Peer) {
    let backend = ClientRegistration::builder("web-par").authentication("par-secret");
    let backend = backend.discover(peer.issuer()).await.unwrap();
    sign_in(peer, &AuthorizationCode::new(&backend, WEB).grant::<Editor>().resource(API)).await;
}

async fn on_loopback(peer: &Peer) {
    let (opens, mut opened) = mpsc::unbounded_channel();
    let flow = AuthorizationCode::new(&app(peer).await, "http://127.0.0.1/cb").grant::<Editor>().resource(API);
    let loopback = flow.loopback().open_with(move |url| opens.send(url.to_owned()).map_err(io::Error::other));
    print(&loopback);
    let signed_in = task::spawn(loopback.sign_in());
    let browser = Browser::new();
    let callback = browser.visit(&opened.recv().await.unwrap()).await;
    print(&browser.page(&callback).await);
    use_session(peer, &signed_in.await.unwrap().unwrap()).await;
}

async fn on_another_machine(peer: &Peer) {
    peer.fault("/device/auth", json!({ "patch": { "interval": 1 } })).await;
    let flow = DeviceCode::new(&app(peer).await).grant::<Editor>().resource(API);
    print(&flow);
    let pending = flow.start().await.unwrap();
    print(&pending);
    peer.control("device", json!({ "user_code": pending.user_code() })).await;
    use_session(peer, &pending.wait_with(|progress| print(&progress)).await.unwrap()).await;
}

async fn with_rotation_until_signed_out(peer: &Peer) {
    let (session, store) = begun(peer).await;
    for _ in 0..3 {
        print(&refresh(&session).await.unwrap());
        print(&*store);
    }
    drop(session);
    let restored = Session::restore(&app(peer).await, store.clone(), None, None).await.unwrap().unwrap();
    use_session(peer, &restored).await;
    Browser::new().page(&restored.end_session_url(None, Some("xyzxyzxyz")).unwrap()).await;
    print(&restored.sign_out().await);
    print_error(&refresh(&restored).await.unwrap_err());
    print(&restored);

    // A refresh token that the server does not know.
    let flow = AuthorizationCode::new(&app(peer).await, REDIRECT_URI).grant::<Editor>().resource(API);
    let store = Arc::new(MemoryStore::new());
    let pending = flow.store(store.clone()).start().await.unwrap();
    let callback = Browser::new().visit(pending.url()).await;
    let session = pending.complete(&callback).await.unwrap();
    peer.control("revoke-sub", json!({ "sub": "alice" })).await;
    print(&session.token(&TokenRequest::default()).await);
    print_error(&session.token(&TokenRequest::default()).await.unwrap_err());
    print(&(key(peer), &*store));
}
