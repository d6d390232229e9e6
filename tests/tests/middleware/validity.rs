//! Tokens that are not valid for long enough.

use std::time::Duration;

use auth_core::{ApiOperation, Dynamic, lifecycle::TokenCache};
use auth_examples::{
    bimdata::GetClouds,
    playground::{Playground, Registration},
};
use auth_reqwest::{Client, OperationExt};
use auth_tests::clock::SetClock;
use http::{Method, StatusCode};
use reqwest_middleware::RequestBuilder;

use crate::{GRANTED, MINUTE, credential, stage, traffic};

/// What takes long.
#[derive(ApiOperation)]
#[operation(GET, "/cloud", response = serde_json::Value, min_validity = "40s")]
#[requires(authenticated)]
struct ListCloudsAtLength;

/// Tokens live for a minute.
fn client(playground: &Playground, clock: &SetClock) -> Client<Dynamic> {
    playground.register(Registration::new("agent", "s3cret", GRANTED.parse().unwrap()).token_lifetime(MINUTE));
    let tokens = TokenCache::builder(credential(playground)).clock(clock.clone()).build();
    Client::builder(playground.api()).tokens(tokens).build().unwrap()
}

async fn send(request: RequestBuilder) {
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn one_token_serves_many_requests() {
    let playground = stage().await;
    let api = client(&playground, &SetClock::new());
    for _ in 0..5 {
        send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    }
    assert_eq!(traffic(&playground), (1, 5));
}

#[tokio::test]
async fn an_expired_token_is_replaced_before_the_request_is_sent() {
    let playground = stage().await;
    let clock = SetClock::new();
    let api = client(&playground, &clock);
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    clock.advance(Duration::from_secs(61));
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    assert_eq!(traffic(&playground), (2, 2));
}

#[tokio::test]
async fn a_client_of_another_user_goes_by_the_same_clock() {
    let playground = stage().await;
    let clock = SetClock::new();
    let other = client(&playground, &clock).with_credential(credential(&playground));
    send(other.request::<GetClouds>(Method::GET, "/cloud")).await;
    clock.advance(Duration::from_secs(61));
    send(other.request::<GetClouds>(Method::GET, "/cloud")).await;
    assert_eq!(traffic(&playground), (2, 2));
}

#[tokio::test]
async fn an_operation_that_takes_long_waits_for_a_token_that_lives_long() {
    let playground = stage().await;
    let clock = SetClock::new();
    let api = client(&playground, &clock);
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    clock.advance(Duration::from_secs(30)); // half a minute is left, and renewal begins with 24 seconds left at the earliest
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    assert_eq!(traffic(&playground), (1, 2));
    send(api.request::<GetClouds>(Method::GET, "/cloud").min_validity(Duration::from_secs(40))).await;
    assert_eq!(traffic(&playground), (2, 3));
}

#[tokio::test]
async fn an_operation_that_is_declared_to_take_long_waits_for_it_unasked() {
    let playground = stage().await;
    let clock = SetClock::new();
    let api = client(&playground, &clock);
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    clock.advance(Duration::from_secs(30));
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    assert_eq!(traffic(&playground), (1, 2));
    api.send(ListCloudsAtLength).await.unwrap();
    assert_eq!(traffic(&playground), (2, 3));
}
