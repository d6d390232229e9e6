use std::time::Duration;

use auth_examples::playground::{Answer, Echo, Playground};
use reqwest::{
    StatusCode,
    header::{HeaderValue, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE},
};

use crate::{challenges, http, json, playground, send, token};

async fn clouds(playground: &Playground, token: &str) -> reqwest::Response {
    send(http().get(format!("{}/cloud", playground.api())).bearer_auth(token)).await
}

#[tokio::test]
async fn requests_are_counted_for_each_endpoint_whatever_the_answer() {
    let playground = playground().await;
    let token = token(&playground, "model:read").await;
    for token in [&token, "junk"] {
        clouds(&playground, token).await;
    }
    send(http().get(format!("{}/nowhere", playground.api()))).await;
    assert_eq!(playground.requests("GET /cloud"), 2);
    assert_eq!(playground.requests("POST /cloud"), 0);
    assert_eq!(playground.requests("POST /token"), 1);
    assert_eq!(playground.api_requests(), 3);
}

#[tokio::test]
async fn revoked_tokens_are_refused_and_new_ones_are_not() {
    let playground = playground().await;
    let before = token(&playground, "model:read").await;
    playground.revoke_tokens();
    let refused = clouds(&playground, &before).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert!(challenges(&refused)[0].contains(r#"error="invalid_token""#));
    let after = token(&playground, "model:read").await;
    assert_eq!(clouds(&playground, &after).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_endpoint_misbehaves_as_often_as_it_is_told_to() {
    let playground = playground().await;
    let token = token(&playground, "model:read").await;
    let step_up = HeaderValue::from_static(r#"Bearer error="insufficient_user_authentication", acr_values="mfa""#);
    playground
        .answer("GET /cloud", Answer::new(StatusCode::UNAUTHORIZED).header(WWW_AUTHENTICATE, step_up.clone()).times(2));
    playground.answer("GET /cloud", Answer::new(StatusCode::UNAUTHORIZED));
    let elsewhere = HeaderValue::try_from(format!("{}/echo", playground.issuer())).unwrap();
    playground.answer("GET /cloud", Answer::new(StatusCode::FOUND).header(LOCATION, elsewhere));

    for _ in 0..2 {
        let answer = clouds(&playground, &token).await;
        assert_eq!((answer.status(), challenges(&answer)), (StatusCode::UNAUTHORIZED, vec![step_up.to_str().unwrap()]));
    }
    assert!(challenges(&clouds(&playground, &token).await).is_empty());
    assert_eq!(clouds(&playground, &token).await.status(), StatusCode::FOUND);
    assert_eq!(clouds(&playground, &token).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_token_endpoint_can_be_made_to_fail_too() {
    let playground = playground().await;
    let busy = Answer::new(StatusCode::SERVICE_UNAVAILABLE).header(RETRY_AFTER, HeaderValue::from_static("7"));
    playground.answer("POST /token", busy.body("busy"));
    let answer = send(http().post(playground.token_endpoint())).await;
    assert_eq!(answer.headers()["retry-after"], "7");
    assert_eq!(answer.text().await.unwrap(), "busy");
}

#[tokio::test]
async fn echo_tells_what_it_was_sent_without_telling_secrets() {
    let playground = playground().await;
    for server in [playground.api(), playground.issuer()] {
        let request = http().put(format!("{server}/echo?a=b")).bearer_auth("sesame").body("hello");
        let answer = json(request).await;
        assert!(!answer.to_string().contains("sesame"));
        let echo: Echo = serde_json::from_value(answer).unwrap();
        assert_eq!((echo.method.as_str(), echo.path.as_str(), echo.body.as_str()), ("PUT", "/echo?a=b", "hello"));
        assert_eq!(echo.headers.iter().filter(|name| *name == "authorization").count(), 1);
        assert_eq!(echo.authorization_scheme.as_deref(), Some("Bearer"));
    }
}

#[tokio::test]
async fn both_start_pages_say_that_this_is_a_demonstration() {
    let playground = playground().await;
    for server in [playground.api(), playground.issuer()] {
        let page = send(http().get(server)).await.text().await.unwrap();
        assert!(page.contains("For demonstration only"), "{page}");
    }
}

#[tokio::test]
async fn a_playground_that_is_dropped_no_longer_answers() {
    let playground = playground().await;
    let (http, url) = (http(), playground.api().to_owned());
    assert!(http.get(&url).send().await.is_ok());
    drop(playground);
    let silence = async { while http.get(&url).send().await.is_ok() {} };
    tokio::time::timeout(Duration::from_secs(5), silence).await.unwrap();
}

#[tokio::test]
async fn two_playgrounds_do_not_know_of_each_other() {
    let (one, other) = (playground().await, playground().await);
    assert_ne!(one.issuer(), other.issuer());
    let token = token(&one, "model:read").await;
    assert_eq!(clouds(&one, &token).await.status(), StatusCode::OK);
    assert_eq!(clouds(&other, &token).await.status(), StatusCode::UNAUTHORIZED);
}
