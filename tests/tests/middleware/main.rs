//! What goes over the wire, and what does not: clients of `auth-reqwest` against the playground, which counts.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod client;
mod origins;
mod redirects;
mod refusals;
mod replay;
mod step_up;
mod urls;
mod validity;

use std::time::Duration;

use auth_core::{Dynamic, Grant, Secret};
use auth_examples::playground::{Answer, Echo, Playground, Registration};
use auth_reqwest::{
    AuthMiddleware, Client, ClientBuilder, Error, Refusal,
    oauth::{ClientCredentials, ClientRegistration},
};
use http::{HeaderValue, StatusCode, header};
use reqwest::Response;
use reqwest_middleware::ClientWithMiddleware;

mod ops {
    //! Operations that `/echo` is declared to be.

    use auth_core::ApiOperation;

    #[derive(ApiOperation)]
    #[requires(authenticated)]
    pub(crate) struct Echo;

    #[derive(ApiOperation)]
    #[requires(public)]
    pub(crate) struct PublicEcho;
}

/// What the client of [`stage`] may be granted.
const GRANTED: &str = "bcf:read cloud:manage model:read";

/// The playground with a client `agent`, who may do a few things for five minutes.
async fn stage() -> Playground {
    let playground = Playground::start().await.unwrap();
    playground.register(Registration::new("agent", "s3cret", GRANTED.parse().unwrap()));
    playground
}

fn credential(playground: &Playground) -> ClientCredentials {
    let agent = ClientRegistration::builder("agent").authentication("s3cret");
    ClientCredentials::new(&agent.token_endpoint(&playground.token_endpoint()).unwrap())
}

fn builder<G: Grant>(playground: &Playground) -> ClientBuilder<G> {
    Client::builder(playground.api()).credential(credential(playground))
}

/// A client of whose scopes the compiler knows nothing, so that everything is up to the middleware.
fn client(playground: &Playground) -> Client<Dynamic> {
    builder(playground).build().unwrap()
}

/// A stack as users of plain `reqwest_middleware` build it.
fn stack(playground: &Playground) -> ClientWithMiddleware {
    with(AuthMiddleware::builder(credential(playground)).origin(playground.api()).build().unwrap())
}

fn with(auth: AuthMiddleware) -> ClientWithMiddleware {
    reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(auth).build()
}

/// How many tokens were asked for, and how many requests reached the API.
fn traffic(playground: &Playground) -> (usize, usize) {
    (playground.requests("POST /token"), playground.api_requests())
}

fn refusal(result: reqwest_middleware::Result<Response>) -> Refusal {
    match Error::from(result.unwrap_err()) {
        Error::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

fn answer(status: StatusCode, challenge: &'static str) -> Answer {
    Answer::new(status).header(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
}

async fn echo(response: Response) -> Echo {
    response.json().await.unwrap()
}

fn url(playground: &Playground, path: &str) -> String {
    format!("{}{path}", playground.api())
}

fn key() -> Secret {
    Secret::new("k3y")
}

const MINUTE: Duration = Duration::from_mins(1);
