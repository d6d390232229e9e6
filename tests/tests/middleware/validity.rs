//! Tokens that are not valid for long enough.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    Dynamic,
    lifecycle::{Clock, Moment, SystemClock, TokenCache},
};
use auth_examples::{
    bimdata::GetClouds,
    playground::{Playground, Registration},
};
use auth_reqwest::{Client, OperationExt};
use http::{Method, StatusCode};
use reqwest_middleware::RequestBuilder;

use crate::{GRANTED, MINUTE, credential, stage, traffic};

/// The clocks of the system, set forward.
#[derive(Clone, Debug, Default)]
struct Ahead(Arc<AtomicU64>);

impl Ahead {
    fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    fn by(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::Relaxed))
    }
}

#[async_trait]
impl Clock for Ahead {
    fn now(&self) -> Moment {
        let Moment { monotonic, wall } = SystemClock.now();
        Moment { monotonic: monotonic + self.by(), wall: wall + self.by() }
    }

    async fn sleep(&self, duration: Duration) {
        SystemClock.sleep(duration).await;
    }
}

/// Tokens live for a minute.
fn client(playground: &Playground, clock: &Ahead) -> Client<Dynamic> {
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
    let api = client(&playground, &Ahead::default());
    for _ in 0..5 {
        send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    }
    assert_eq!(traffic(&playground), (1, 5));
}

#[tokio::test]
async fn an_expired_token_is_replaced_before_the_request_is_sent() {
    let playground = stage().await;
    let clock = Ahead::default();
    let api = client(&playground, &clock);
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    clock.advance(61);
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    assert_eq!(traffic(&playground), (2, 2));
}

#[tokio::test]
async fn an_operation_that_takes_long_waits_for_a_token_that_lives_long() {
    let playground = stage().await;
    let clock = Ahead::default();
    let api = client(&playground, &clock);
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    clock.advance(30); // half a minute is left, and renewal begins with 24 seconds left at the earliest
    send(api.request::<GetClouds>(Method::GET, "/cloud")).await;
    assert_eq!(traffic(&playground), (1, 2));
    send(api.request::<GetClouds>(Method::GET, "/cloud").min_validity(Duration::from_secs(40))).await;
    assert_eq!(traffic(&playground), (2, 3));
}
