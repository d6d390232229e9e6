//! Servers that answer wrongly and repeat what they were sent, callbacks that are wrong, and programs that panic.

use std::fmt::Debug;

use auth_core::{Credential as _, TokenRequest, lifecycle::TokenCache};
use auth_reqwest::{
    Client,
    oauth::{ClientCredentials, SecurityToken, SecurityTokenType, TokenExchange},
};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{ModelRead, begun, editor},
};
use serde_json::{Value, json};
use tokio::task;

use crate::{
    log::{print, print_error},
    search::Secrets,
    services::{ListModels, agent},
};

pub(crate) async fn run(peer: &Peer, secrets: &Secrets) {
    let faults = faults(secrets);
    the_api(peer, &faults).await;
    the_token_endpoint(peer, &faults).await;
    sign_ins(peer, &faults).await;
    callbacks(peer, secrets).await;
    panics(peer).await;
}

/// What an endpoint can do wrong, each with one secret of every kind in it.
fn faults(secrets: &Secrets) -> Vec<Value> {
    let told = secrets.one_of_each().join(" ");
    let error = |code: &str| json!({ "error": code, "error_description": told, "error_uri": told, "detail": told });
    let challenge = |code: &str| format!(r#"Bearer error="{code}", error_description="{told}", scope="model:read""#);
    let denied = |status: u16, code: &str| {
        json!({ "status": status, "body": error(code), "headers": { "www-authenticate": challenge(code) } })
    };
    vec![
        denied(400, "invalid_grant"),
        denied(400, "invalid_request"),
        denied(401, "invalid_client"),
        denied(401, "invalid_token"),
        denied(401, "insufficient_user_authentication"),
        denied(403, "insufficient_scope"),
        denied(500, "server_error"),
        json!({ "status": 500, "body": told }),
        json!({ "status": 502, "body": format!("<html>{told}"), "headers": { "content-type": "text/html" } }),
        json!({ "status": 302, "headers": { "location": format!("http://127.0.0.1:1/?token={told}") } }),
        json!({ "status": 503, "body": error("temporarily_unavailable"), "headers": { "retry-after": "0" } }),
        json!({ "status": 400, "body": { "error": told } }),
        json!({ "status": 200, "body": [told] }),
        json!({ "status": 200, "body": format!(r#"{{"access_token":"{told}"#) }),
        json!({ "status": 200, "body": format!("<html>{told}"), "headers": { "content-type": "text/html" } }),
        json!({ "status": 200, "body": { "access_token": told, "token_type": "Bearer" } }),
        json!({ "status": 200, "body": { "access_token": [told], "token_type": told, "scope": told } }),
        json!({ "reset": true }),
    ]
}

async fn set(peer: &Peer, path: &str, fault: &Value) {
    let mut fault = fault.clone();
    fault["times"] = 9.into();
    peer.fault(path, fault).await;
}

/// What came of a fault; some endpoints may be content with what another would not be.
fn tell<T: Debug>(outcome: Result<T, impl std::error::Error + 'static>) -> bool {
    print(&outcome);
    outcome.map_err(|error| print_error(&error)).is_err()
}

async fn the_api(peer: &Peer, faults: &[Value]) {
    let credential = ClientCredentials::new(&agent(peer).await);
    let api: Client<ModelRead> = Client::builder(peer.issuer()).credential(credential).build().unwrap();
    let mut failed = 0;
    for fault in faults {
        set(peer, "/rs/models", fault).await;
        failed += usize::from(tell(api.send(ListModels).await));
        print(&api.request::<ListModels>(reqwest::Method::GET, "/rs/models").send().await);
        print(&api);
        peer.control("reset", json!({})).await;
    }
    assert!(failed >= faults.len() - 4, "{failed} of {}", faults.len());
}

async fn the_token_endpoint(peer: &Peer, faults: &[Value]) {
    let agent = agent(peer).await;
    for fault in faults {
        set(peer, "/token", fault).await;
        let subject = SecurityToken::new("0penSesame-of-a-user", SecurityTokenType::AccessToken);
        assert!(tell(TokenExchange::new(&agent, subject).token(&TokenRequest::default()).await), "{fault}");
        let credential = ClientCredentials::new(&agent);
        assert!(tell(credential.token(&TokenRequest::default()).await), "{fault}");
        let tokens = TokenCache::new(credential);
        let api: Client<ModelRead> = Client::builder(peer.issuer()).tokens(tokens.clone()).build().unwrap();
        assert!(tell(api.send(ListModels).await), "{fault}");
        assert!(tell(api.verify().await), "{fault}");
        print(&tokens.state());
        peer.control("reset", json!({})).await;
    }
}

async fn sign_ins(peer: &Peer, faults: &[Value]) {
    let flow = editor(peer).await;
    for fault in faults {
        let pending = flow.start().await.unwrap();
        let callback = Browser::new().visit(pending.url()).await;
        set(peer, "/token", fault).await;
        assert!(tell(pending.complete(&callback).await), "{fault}");
        peer.control("reset", json!({})).await;

        let (session, store) = begun(peer).await;
        for path in ["/token", "/me", "/token/revocation"] {
            set(peer, path, fault).await;
        }
        assert!(tell(session.token(&TokenRequest::for_scopes("model:read".parse().unwrap())).await), "{fault}");
        tell(session.user_info().await);
        tell(session.sign_out().await);
        print(&(&session, &*store));
        set(peer, "/request", fault).await;
        tell(flow.start().await);
        peer.control("reset", json!({})).await;
    }
}

async fn callbacks(peer: &Peer, secrets: &Secrets) {
    let flow = editor(peer).await;
    let told = secrets.one_of_each().join("+");
    let wrong: [&dyn Fn(&str) -> String; 6] = [
        &|callback| callback.replace("state=", "state=x"),
        &|callback| callback.replace("code=", "code=x"),
        &|callback| callback.replace("iss=", "iss=x"),
        &|callback| callback.replace("code=", "error=access_denied&error_description="),
        &|callback| callback.replace("com.example.app:/cb", "com.example.other:/cb"),
        &|callback| format!("{callback}&error={told}"),
    ];
    for wrong in wrong {
        let pending = flow.start().await.unwrap();
        let callback = Browser::new().visit(pending.url()).await;
        assert!(tell(pending.complete(&wrong(&callback)).await));
    }
}

/// The messages of panics as programs have them that unwrap.
async fn panics(peer: &Peer) {
    let (session, _) = begun(peer).await;
    set(peer, "/token", &json!({ "status": 400, "body": { "error": "invalid_grant" } })).await;
    let failed = session.token(&TokenRequest::for_scopes("bcf:read".parse().unwrap())).await;
    assert!(failed.is_err());
    peer.control("reset", json!({})).await;
    let credential = ClientCredentials::new(&agent(peer).await);
    let token = credential.token(&TokenRequest::default()).await;
    assert!(task::spawn(async { failed.unwrap() }).await.unwrap_err().is_panic());
    assert!(task::spawn(async { token.unwrap_err() }).await.unwrap_err().is_panic());
    assert!(task::spawn(async { Err::<(), _>(session).unwrap() }).await.unwrap_err().is_panic());
}
