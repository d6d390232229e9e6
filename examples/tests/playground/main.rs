//! The playground does what a real authorization server and a real API do, and what a test asks it to.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod api;
mod authorization_server;
mod controls;
mod device;
mod every_operation;
mod generic;
mod project_token;
mod sign_in;
mod token_exchange;
mod user;

use auth_examples::playground::{Playground, Registration};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;

/// A playground with a client `viewer`, secret `s3cret`, which may read models and BCF.
async fn playground() -> Playground {
    let playground = Playground::start().await.unwrap();
    playground.register(Registration::new("viewer", "s3cret", "model:read bcf:read".parse().unwrap()));
    playground
}

/// Does not follow redirects, so that each answer is seen.
fn http() -> Client {
    Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A token with all the scopes in `scopes`, for a client made for the purpose.
async fn token(playground: &Playground, scopes: &str) -> String {
    playground.register(Registration::new("someone", "s3cret", scopes.parse().unwrap()));
    let request = http().post(playground.token_endpoint()).basic_auth("someone", Some("s3cret"));
    let answer = json(request.form(&[("grant_type", "client_credentials")])).await;
    answer["access_token"].as_str().unwrap().to_owned()
}

async fn send(request: RequestBuilder) -> Response {
    request.send().await.unwrap()
}

async fn json(request: RequestBuilder) -> Value {
    send(request).await.json().await.unwrap()
}

/// All challenges of an answer, one a line.
fn challenges(answer: &Response) -> Vec<&str> {
    answer.headers().get_all("www-authenticate").iter().map(|value| value.to_str().unwrap()).collect()
}
