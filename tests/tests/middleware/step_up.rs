//! Requests that need more at the same time, and not the same.

use std::sync::{Arc, Mutex};

use auth_core::{ApiOperation, CredentialError, CredentialErrorKind, Dynamic, Permits, lifecycle::TokenCache};
use auth_examples::{
    bimdata::{BcfRead, CloudManage, ModelWrite},
    playground::{Playground, Registration},
};
use auth_reqwest::{Client, Demand, Error, MoreScopes, StepUp};
use futures_util::future::{BoxFuture, join_all};
use http::Method;
use reqwest::StatusCode;

use crate::{answer, credential, traffic};

#[derive(ApiOperation)]
#[requires(BcfRead)]
struct Bcf;

#[derive(ApiOperation)]
#[requires(CloudManage)]
struct Cloud;

#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct Model;

const ALL: &str = "bcf:read cloud:manage model:read model:write";

/// What was asked of the policy, in order.
type Asked = Arc<Mutex<Vec<String>>>;

/// A client that may read models, and takes more as this limit allows.
async fn stage(most: &str) -> (Playground, Client<Dynamic>, Asked) {
    let playground = Playground::start().await.unwrap();
    playground.register(Registration::new("agent", "s3cret", ALL.parse().unwrap()));
    let tokens = TokenCache::new(credential(&playground));
    let asked = Asked::default();
    let (more, log) = (MoreScopes::up_to(most.parse().unwrap(), &tokens), asked.clone());
    let policy = move |demand: Demand| {
        log.lock().unwrap().push(demand.scopes().unwrap().to_string());
        let more = more.clone();
        async move { more.step_up(&demand).await }
    };
    let builder = Client::builder(playground.api()).tokens(tokens).step_up(policy);
    let api = builder.scopes("model:read".parse().unwrap()).build().unwrap();
    (playground, api, asked)
}

async fn call<O>(api: &Client<Dynamic>) -> Result<StatusCode, Error>
where
    O: ApiOperation,
    Dynamic: Permits<O>,
{
    Ok(api.request::<O>(Method::GET, "/echo").send().await?.status())
}

async fn call_each(api: &Client<Dynamic>) -> Vec<Result<StatusCode, Error>> {
    let calls: [BoxFuture<'_, _>; 6] = [
        Box::pin(call::<Bcf>(api)),
        Box::pin(call::<Cloud>(api)),
        Box::pin(call::<Model>(api)),
        Box::pin(call::<Model>(api)),
        Box::pin(call::<Cloud>(api)),
        Box::pin(call::<Bcf>(api)),
    ];
    join_all(calls).await
}

#[tokio::test]
async fn none_loses_what_another_has_obtained() {
    let (playground, api, asked) = stage(ALL).await;
    for _ in 0..2 {
        for outcome in call_each(&api).await {
            assert_eq!(outcome.unwrap(), StatusCode::OK);
        }
        assert_eq!(*asked.lock().unwrap(), ["bcf:read", "cloud:manage", "model:write"]);
    }
    assert_eq!(traffic(&playground), (4, 12));
}

#[tokio::test]
async fn each_need_is_refused_once_for_all_who_wait_for_it() {
    let (playground, api, asked) = stage("model:read").await;
    for outcome in call_each(&api).await {
        assert!(matches!(outcome, Err(Error::Refused(_))), "{outcome:?}");
    }
    assert_eq!(*asked.lock().unwrap(), ["bcf:read", "cloud:manage", "model:write"]);
    assert_eq!(traffic(&playground), (1, 0));
}

#[tokio::test]
async fn who_falls_back_on_an_answer_learns_why_nothing_more_was_obtained() {
    let playground = Playground::start().await.unwrap();
    playground.register(Registration::new("agent", "s3cret", ALL.parse().unwrap()));
    let failed = || CredentialError::new(CredentialErrorKind::SignInRequired, "no one is at the keyboard");
    let builder = Client::<Dynamic>::builder(playground.api()).credential(credential(&playground));
    let api = builder
        .step_up(move |_| async move { Err(failed()) })
        .scopes("bcf:read model:read".parse().unwrap())
        .build()
        .unwrap();
    assert_eq!(call::<Bcf>(&api).await.unwrap(), StatusCode::OK);
    // The token is refused, and the next one may do less.
    playground.register(Registration::new("agent", "s3cret", "model:read".parse().unwrap()));
    playground.answer("GET /echo", answer(StatusCode::UNAUTHORIZED, r#"Bearer error="invalid_token""#));
    let response = api.request::<Bcf>(Method::GET, "/echo").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(response.extensions().get::<CredentialError>().unwrap().to_string(), failed().to_string());
}
