//! What becomes of the server's answer.

use auth_core::{ApiKey, Dynamic, Scope};
use auth_examples::{
    bimdata::{CreateCloud, GetClouds, ModelWrite, UpdateModel},
    playground::{Answer, Playground},
};
use auth_reqwest::{Challenges, Client};
use http::{Method, StatusCode};
use reqwest::{Body, Response};
use serde_json::json;

use crate::{GRANTED, answer, client, key, stage, traffic};

async fn clouds(api: &Client<Dynamic>) -> Response {
    api.request::<GetClouds>(Method::GET, "/cloud").send().await.unwrap()
}

/// A client with a token that was good, and that the server no longer accepts.
async fn revoked(playground: &Playground) -> Client<Dynamic> {
    let api = client(playground);
    assert_eq!(clouds(&api).await.status(), StatusCode::OK);
    playground.revoke_tokens();
    api
}

#[tokio::test]
async fn a_revoked_token_is_replaced_and_the_request_sent_once_more() {
    let playground = stage().await;
    let api = revoked(&playground).await;
    assert_eq!(clouds(&api).await.status(), StatusCode::OK);
    assert_eq!(traffic(&playground), (2, 3));
    assert_eq!(clouds(&api).await.status(), StatusCode::OK);
    assert_eq!(traffic(&playground), (2, 4), "the new token stays");
}

#[tokio::test]
async fn the_body_is_sent_again_with_the_request() {
    let playground = stage().await;
    let api = revoked(&playground).await;
    let created =
        api.request::<CreateCloud>(Method::POST, "/cloud").json(&json!({ "name": "office" })).send().await.unwrap();
    assert_eq!(created.status(), StatusCode::CREATED);
    assert!(clouds(&api).await.text().await.unwrap().contains("office"));
    assert_eq!(playground.requests("POST /cloud"), 2);
}

#[tokio::test]
async fn a_401_without_an_error_code_is_taken_for_a_refused_token() {
    let playground = stage().await;
    let api = client(&playground);
    for bare in [Answer::new(StatusCode::UNAUTHORIZED), answer(StatusCode::UNAUTHORIZED, r#"Bearer realm="x""#)] {
        playground.answer("GET /cloud", bare);
        assert_eq!(clouds(&api).await.status(), StatusCode::OK);
    }
    assert_eq!(playground.api_requests(), 4);
}

#[tokio::test]
async fn a_request_whose_body_is_gone_is_not_repeated() {
    let playground = stage().await;
    let api = revoked(&playground).await;
    let stream = Body::wrap(Body::from(r#"{"name":"office"}"#));
    let request = api.request::<CreateCloud>(Method::POST, "/cloud").header("content-type", "application/json");
    let response = request.body(stream).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(challenge(&response).error(), Some("invalid_token"));
    assert_eq!(traffic(&playground), (1, 2));
    assert_eq!(clouds(&api).await.status(), StatusCode::OK);
    assert_eq!(traffic(&playground), (2, 3), "the token was dropped nevertheless");
}

#[tokio::test]
async fn a_request_that_is_refused_twice_is_not_sent_a_third_time() {
    let playground = stage().await;
    let refused = answer(StatusCode::UNAUTHORIZED, r#"Bearer error="invalid_token""#);
    playground.answer("GET /cloud", refused.times(9));
    let response = clouds(&client(&playground)).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(challenge(&response).error(), Some("invalid_token"));
    assert_eq!(traffic(&playground), (2, 2));
}

#[tokio::test]
async fn many_requests_with_one_revoked_token_cost_one_new_token() {
    let playground = stage().await;
    let api = revoked(&playground).await;
    let calls: Vec<_> = (0..16)
        .map(|_| {
            let api = api.clone();
            tokio::spawn(async move { clouds(&api).await.status() })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), StatusCode::OK);
    }
    assert_eq!(playground.requests("POST /token"), 2);
}

#[tokio::test]
async fn an_api_key_that_is_refused_is_not_sent_again() {
    let playground = stage().await;
    let api = Client::<Dynamic>::builder(playground.api()).credential(ApiKey::new(key()).unwrap()).build().unwrap();
    assert_eq!(clouds(&api).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(traffic(&playground), (0, 1));
}

#[tokio::test]
async fn a_server_that_wants_another_sign_in_is_not_asked_again() {
    let playground = stage().await;
    let api = client(&playground);
    for (at, step_up) in [
        r#"Bearer error="insufficient_user_authentication", acr_values="mfa", max_age="60""#,
        r#"Bearer realm="models", DPoP error="insufficient_user_authentication", acr_values="mfa""#,
    ]
    .into_iter()
    .enumerate()
    {
        playground.answer("GET /cloud", answer(StatusCode::UNAUTHORIZED, step_up));
        let response = clouds(&api).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(challenge(&response).acr_values(), Some(vec!["mfa"]));
        assert_eq!(traffic(&playground), (1, at + 1));
    }
}

#[tokio::test]
async fn a_server_that_wants_another_scope_is_not_asked_again() {
    let playground = stage().await;
    playground.register_key(key(), "agent", GRANTED.parse().unwrap());
    let api = Client::<Dynamic>::builder(playground.api()).credential(ApiKey::new(key()).unwrap()).build().unwrap();
    let path = "/cloud/1/project/2/model/3";
    let response = api.request::<UpdateModel>(Method::PATCH, path).json(&json!({ "name": "x" })).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let challenge = challenge(&response);
    assert_eq!(challenge.error(), Some("insufficient_scope"));
    assert!(challenge.scope().unwrap().holds(&ModelWrite::INFO));
    assert_eq!(playground.api_requests(), 1);
}

#[tokio::test]
async fn a_403_never_costs_a_token() {
    let playground = stage().await;
    let api = client(&playground);
    for challenge in [r#"Bearer error="insufficient_scope", scope="org:manage""#, r#"Bearer error="invalid_token""#] {
        playground.answer("GET /cloud", answer(StatusCode::FORBIDDEN, challenge));
        assert_eq!(clouds(&api).await.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(clouds(&api).await.status(), StatusCode::OK);
    assert_eq!(traffic(&playground), (1, 3));
}

#[tokio::test]
async fn every_other_answer_is_left_as_it_is() {
    let playground = stage().await;
    let api = client(&playground);
    let statuses = [StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
    for status in statuses {
        playground.answer("GET /cloud", answer(status, r#"Bearer error="invalid_token""#).body("as it is"));
        let response = clouds(&api).await;
        assert_eq!(response.status(), status);
        assert!(response.extensions().get::<Challenges>().is_none());
        assert_eq!(response.text().await.unwrap(), "as it is");
    }
    assert_eq!(traffic(&playground), (1, statuses.len()));
}

fn challenge(response: &Response) -> &auth_reqwest::Challenge {
    response.extensions().get::<Challenges>().unwrap().oauth().unwrap()
}
