//! What other middleware is told of an operation.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{ApiOperation, Requirement, StaticToken};
use auth_reqwest::{Client, DeclaredOperation};
use http::Extensions;
use reqwest::{Method, Request, Response};
use reqwest_middleware::{Middleware, Next};
use serde_json::Value;

use crate::{ThingWrite, token};

#[derive(ApiOperation)]
#[operation(GET, "/thing", response = Value, min_validity = "5m")]
#[requires(ThingWrite)]
struct Find;

#[derive(ApiOperation)]
#[operation(POST, "/thing", response = Value)]
#[requires(ThingWrite)]
struct Create;

#[derive(ApiOperation)]
#[operation(POST, "/thing/merge", response = Value, idempotent)]
#[requires(ThingWrite)]
struct Merge;

/// Of which it is said elsewhere how it is sent.
#[derive(ApiOperation)]
#[requires(ThingWrite)]
struct Upload;

/// Notes what was declared, and answers in place of the server.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<DeclaredOperation>>>);

#[async_trait]
impl Middleware for Notes {
    async fn handle(
        &self,
        _: Request,
        extensions: &mut Extensions,
        _: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        self.0.lock().unwrap().push(*extensions.get().unwrap());
        Ok(http::Response::new("null").into())
    }
}

#[tokio::test]
async fn a_retry_layer_learns_what_it_may_repeat_and_a_log_what_it_was() {
    let notes = Notes::default();
    let builder = Client::<ThingWrite>::builder("https://api.example.com").credential(StaticToken::new(token()));
    let api = builder.with(notes.clone()).build().unwrap();
    api.send(Find).await.unwrap();
    api.send(Create).await.unwrap();
    api.send(Merge).await.unwrap();
    api.request::<Upload>(Method::PUT, "/thing").send().await.unwrap();

    let minutes = Duration::from_mins;
    let expected = [
        ("Find", Some(true), minutes(5)),
        ("Create", Some(false), minutes(0)),
        ("Merge", Some(true), minutes(0)),
        ("Upload", None, minutes(0)),
    ];
    let declared = notes.0.lock().unwrap();
    let told = declared.iter().map(|one| (one.name(), one.is_idempotent(), one.min_validity()));
    assert!(told.eq(expected), "{declared:?}");
    assert!(declared.iter().all(|one| one.requirement() == Requirement::of::<Upload>()), "{declared:?}");
}
