//! Servers that answer wrongly and repeat what they were sent, callbacks that are wrong, and programs that panic.

use std::fmt::Debug;

use auth_core::{ApiOperation, Credential as _, CredentialError, TokenRequest, lifecycle::TokenCache};
use auth_reqwest::{
    Challenges, Client, Error,
    oauth::{ClientCredentials, SecurityToken, SecurityTokenType, TokenExchange},
};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{ModelRead, REDIRECT_URI, begun, editor, refresh},
};
use reqwest::{Method, Url};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task;

use crate::{
    log::{print, print_error},
    search::Secrets,
    services::{ListModels, agent},
};

/// What an API may say of a model.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is not read successfully")]
struct Model {
    id: u64,
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/rs/models", response = Model)]
#[requires(ModelRead)]
struct GetModel;

pub(crate) async fn run(peer: &Peer, secrets: &Secrets) {
    let told = secrets.one_of_each().join(" ");
    the_api(peer, &faults(&told, &told)).await;
    // Its errors are quoted, without what was sent.
    let faults = faults(&told, "$SENT");
    the_token_endpoint(peer, &faults).await;
    sign_ins(peer, &faults).await;
    callbacks(peer).await;
    panics(peer).await;
}

/// What an endpoint can do wrong, with secrets in it: those in an error, and those in any other answer.
fn faults(told: &str, in_error: &str) -> Vec<Value> {
    let error =
        |code: &str| json!({ "error": code, "error_description": in_error, "error_uri": in_error, "detail": in_error });
    let challenge = |code: &str| format!(r#"Bearer error="{code}", error_description="{told}", scope="model:read""#);
    let denied = |status: u16, code: &str| json!({ "status": status, "body": error(code), "headers": { "www-authenticate": challenge(code) } });
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
        json!({ "status": 400, "body": { "error": in_error } }),
        json!({ "status": 200, "body": [told] }),
        json!({ "status": 200, "body": { "id": told } }),
        json!({ "status": 200, "body": json!(told).to_string() }),
        json!({ "status": 200, "body": format!(r#"{{"access_token":"{told}"#) }),
        json!({ "status": 200, "body": format!("<html>{told}"), "headers": { "content-type": "text/html" } }),
        json!({ "status": 200, "body": { "access_token": told, "token_type": "Bearer" } }),
        json!({ "status": 200, "body": { "access_token": [told], "token_type": told, "scope": told } }),
        json!({ "reset": true }),
    ]
}

/// Which fault it is, without what it repeats.
fn label(fault: &Value) -> String {
    fault.to_string().chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect()
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
        // What the API answers with is the program's.
        failed += usize::from(tell(api.send(ListModels).await.map(drop)));
        assert!(tell(api.send(GetModel).await), "{}", label(fault));
        let answer = api.request::<ListModels>(Method::GET, "/rs/models").send().await.map_err(Error::from);
        tell(answer.map(|answer| {
            let extensions = answer.extensions();
            (extensions.get::<Challenges>().cloned(), extensions.get::<CredentialError>().cloned())
        }));
        print(&api);
        peer.control("reset", json!({})).await;
    }
    assert!(failed >= faults.len() - 6, "{failed} of {}", faults.len());
}

async fn the_token_endpoint(peer: &Peer, faults: &[Value]) {
    let agent = agent(peer).await;
    for fault in faults {
        set(peer, "/token", fault).await;
        let subject = SecurityToken::new("0penSesame-of-a-user", SecurityTokenType::AccessToken);
        assert!(tell(TokenExchange::new(&agent, subject).token(&TokenRequest::default()).await), "{}", label(fault));
        let credential = ClientCredentials::new(&agent);
        assert!(tell(credential.token(&TokenRequest::default()).await), "{}", label(fault));
        let tokens = TokenCache::new(credential);
        let api: Client<ModelRead> = Client::builder(peer.issuer()).tokens(tokens.clone()).build().unwrap();
        assert!(tell(api.send(ListModels).await), "{}", label(fault));
        assert!(tell(api.verify().await), "{}", label(fault));
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
        assert!(tell(pending.complete(&callback).await), "{}", label(fault));
        peer.control("reset", json!({})).await;

        let (session, store) = begun(peer).await;
        for path in ["/token", "/me", "/token/revocation"] {
            set(peer, path, fault).await;
        }
        assert!(tell(refresh(&session).await), "{}", label(fault));
        tell(session.user_info().await);
        tell(session.sign_out().await);
        print(&(&session, &*store));
        set(peer, "/request", fault).await;
        tell(flow.start().await);
        peer.control("reset", json!({})).await;
    }
}

async fn callbacks(peer: &Peer) {
    let flow = editor(peer).await;
    let wrong: [&dyn Fn(&str) -> String; 6] = [
        &|callback| callback.replace("state=", "state=x"),
        &|callback| callback.replace("code=", "code=x"),
        &|callback| callback.replace("iss=", "iss=x"),
        &|callback| callback.replace("code=", "error=access_denied&error_description="),
        &|callback| callback.replace("com.example.app:/cb", "com.example.other:/cb"),
        &|callback| {
            let url: Url = callback.parse().unwrap();
            let (_, state) = url.query_pairs().find(|(name, _)| name == "state").unwrap();
            format!("{REDIRECT_URI}?state={state}&error={state}&error_description={state}")
        },
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
    assert!(task::spawn(async move { panic!("{session:?}") }).await.unwrap_err().is_panic());
}
