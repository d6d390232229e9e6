use auth_examples::playground::{Playground, Registration};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::{http, json, playground, send, token};

const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const FLOW: (&str, &str) = ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");

/// A playground with a client `agent`, and what the user `architect` has shown to it.
async fn agent() -> (Playground, String) {
    let playground = playground().await;
    playground.register(Registration::new("agent", "s3cret", "model:read user:read".parse().unwrap()));
    let scopes = "bcf:read model:read user:read".parse().unwrap();
    let shown = playground.user_token("architect@app.example", "viewer-web", scopes).unwrap();
    (playground, shown.expose().to_owned())
}

fn exchange(playground: &Playground, parameters: &[(&str, &str)]) -> RequestBuilder {
    let request = http().post(playground.token_endpoint()).basic_auth("agent", Some("s3cret"));
    request.form(&[&[FLOW], parameters].concat())
}

fn subject(token: &str) -> [(&str, &str); 2] {
    [("subject_token", token), ("subject_token_type", ACCESS_TOKEN)]
}

/// Whom the API sees.
async fn seen(playground: &Playground, answer: &Value) -> Value {
    let token = answer["access_token"].as_str().unwrap();
    json(http().get(format!("{}/user", playground.api())).bearer_auth(token)).await
}

#[tokio::test]
async fn a_token_speaks_for_the_subject_with_the_scopes_that_both_may_have() {
    let (playground, shown) = agent().await;
    let answer = json(exchange(&playground, &subject(&shown))).await;
    assert_eq!((&answer["issued_token_type"], &answer["token_type"]), (&json!(ACCESS_TOKEN), &json!("Bearer")));
    assert_eq!(answer["scope"], "model:read user:read");
    let told = seen(&playground, &answer).await;
    assert_eq!((&told["sub"], told.get("act")), (&json!("architect"), None));
}

#[tokio::test]
async fn the_actor_is_seen_around_who_acted_before() {
    let (playground, shown) = agent().await;
    let actor = token(&playground, "user:read").await;
    let actor = [("actor_token", &*actor), ("actor_token_type", ACCESS_TOKEN)];
    let answer = json(exchange(&playground, &[&subject(&shown)[..], &actor].concat())).await;
    assert_eq!(seen(&playground, &answer).await["act"], json!({ "sub": "someone" }));

    let shown = answer["access_token"].as_str().unwrap();
    let actor = playground.user_token("surveyor", "viewer-web", "user:read".parse().unwrap()).unwrap();
    let actor = [("actor_token", actor.expose()), ("actor_token_type", ACCESS_TOKEN)];
    let answer = json(exchange(&playground, &[&subject(shown)[..], &actor].concat())).await;
    let told = seen(&playground, &answer).await;
    assert_eq!(told["sub"], "architect");
    assert_eq!(told["act"], json!({ "sub": "surveyor", "act": { "sub": "someone" } }));
}

#[tokio::test]
async fn what_is_no_good_is_refused() {
    let (playground, shown) = agent().await;
    let other = |r#type: &'static str| [("subject_token", &*shown), ("subject_token_type", r#type)];
    let with = |more| [&subject(&shown)[..], &[more]].concat();
    for (parameters, code) in [
        (vec![], "invalid_request"),
        (vec![("subject_token", &*shown)], "invalid_request"),
        (subject("junk").to_vec(), "invalid_request"),
        (other("urn:ietf:params:oauth:token-type:id_token").to_vec(), "invalid_request"),
        (with(("actor_token", &*shown)), "invalid_request"),
        (with(("requested_token_type", "urn:ietf:params:oauth:token-type:jwt")), "invalid_request"),
        (with(("scope", "bcf:read")), "invalid_scope"),
        (with(("scope", "org:manage")), "invalid_scope"),
        (with(("resource", "https://api.example.com")), "invalid_target"),
    ] {
        let answer = send(exchange(&playground, &parameters)).await;
        assert_eq!(answer.status(), 400, "{parameters:?}");
        assert_eq!(answer.json::<Value>().await.unwrap()["error"], code, "{parameters:?}");
    }
    let public = http().post(playground.token_endpoint()).form(&[FLOW, ("client_id", "viewer-desktop")]);
    assert_eq!(json(public).await["error"], "unauthorized_client");

    playground.revoke_tokens();
    assert_eq!(json(exchange(&playground, &subject(&shown))).await["error"], "invalid_request");
}

#[tokio::test]
async fn nobody_shows_the_token_of_a_user_who_does_not_exist() {
    assert!(playground().await.user_token("nobody", "viewer-web", "user:read".parse().unwrap()).is_none());
}
