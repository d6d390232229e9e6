//! What comes back.

use std::error::Error as _;

use auth_core::{AccessToken, ApiOperation, ByteStream, Dynamic, Endpoint, Permits, Secret, StaticToken};
use auth_reqwest::{Challenges, Client, Error, Refusal};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use http::{StatusCode, header};
use serde::Deserialize;

use crate::{ThingWrite, client, server};

#[derive(ApiOperation)]
#[operation(POST, "/empty")]
#[requires(ThingWrite)]
struct Empty;

#[derive(ApiOperation)]
#[operation(GET, "/bytes", response = bytes)]
#[requires(ThingWrite)]
struct Whole;

#[derive(ApiOperation)]
#[operation(GET, "/bytes", response = stream)]
#[requires(ThingWrite)]
struct Streamed;

#[derive(ApiOperation)]
#[operation(GET, "/wrong", response = Things)]
#[requires(ThingWrite)]
struct Wrong;

#[derive(ApiOperation)]
#[operation(GET, "/forbidden")]
#[requires(ThingWrite)]
struct Forbidden;

#[derive(ApiOperation)]
#[operation(GET, "/moved")]
#[requires(ThingWrite)]
struct Moved;

#[derive(ApiOperation)]
#[operation(GET, "/odd-problem")]
#[requires(ThingWrite)]
struct OddProblem;

#[derive(ApiOperation)]
#[operation(GET, "/broken-off")]
#[requires(ThingWrite)]
struct BrokenOff;

#[derive(ApiOperation)]
#[operation(POST, "/problem")]
#[requires(ThingWrite)]
struct Full;

#[derive(ApiOperation)]
#[operation(GET, "/thing/{id}")]
#[requires(ThingWrite)]
struct Get {
    id: String,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is not read successfully")]
struct Things {
    things: Vec<Thing>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is not read successfully")]
struct Thing {
    size: u64,
}

#[tokio::test]
async fn nothing_bytes_or_a_stream_is_what_was_declared() {
    let api = client(&server::start().await);
    api.send(Empty).await.unwrap();
    let bytes: Bytes = api.send(Whole).await.unwrap();
    let stream: ByteStream = api.send(Streamed).await.unwrap();
    let streamed: Vec<Bytes> = stream.try_collect().await.unwrap();
    assert_eq!((&*bytes, &*streamed.concat()), (&b"raw bytes"[..], &b"raw bytes"[..]));
}

/// Asks for what `Client::send` does, and no more.
async fn call<G: Permits<O>, O: Endpoint>(api: &Client<G>, operation: O) -> Result<O::Response, Error> {
    api.send(operation).await
}

#[tokio::test]
async fn code_that_is_generic_over_the_operation_sends_it() {
    let api = client(&server::start().await);
    call(&api, Empty).await.unwrap();
    assert_eq!(call(&api, Whole).await.unwrap(), "raw bytes");
    let error = call(&api, Wrong).await.unwrap_err();
    assert!(matches!(error, Error::Decoding { operation: "Wrong", .. }), "{error:?}");
}

#[tokio::test]
async fn what_is_not_of_the_declared_type_is_told_with_its_place_and_not_quoted() {
    let api = client(&server::start().await);
    let error = api.send(Wrong).await.unwrap_err();
    assert_eq!(error.to_string(), "the response to `Wrong` cannot be read, at `things[1].size`");
    let why = error.source().unwrap();
    let said = "a value is of another type than the operation declares: expected u64, at line 1 column 38";
    assert_eq!((why.to_string().as_str(), why.source().is_none()), (said, true));
    assert!(!format!("{error:?}").contains("sesame"));
    let Error::Decoding { source, .. } = error else { panic!("{error:?}") };
    assert!(source.expose().to_string().contains("sesame"), "for whoever asks for it");
}

#[tokio::test]
async fn a_refusal_of_the_server_has_its_status_and_challenge_but_shows_no_body() {
    let error = client(&server::start().await).send(Forbidden).await.unwrap_err();
    let Error::Response(response) = &error else { panic!("{error:?}") };
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(response.challenge().unwrap().scope().unwrap().to_string(), "thing:admin");
    assert_eq!(&**response.body(), b"sesame");
    let said = "the server answered `Forbidden` with 403 Forbidden, `insufficient_scope`; it needs `thing:admin`";
    assert_eq!(error.to_string(), said);
    assert!(!format!("{error:?}").contains("sesame"));
}

#[tokio::test]
async fn a_redirect_that_is_not_followed_is_told_with_where_it_leads() {
    let error = client(&server::start().await).send(Moved).await.unwrap_err();
    let Error::Response(response) = &error else { panic!("{error:?}") };
    assert_eq!(response.headers()["location"], "https://files.example/sesame");
    assert_eq!(
        error.to_string(),
        "the server answered `Moved` with 302 Found: a redirect, which is not followed to another origin"
    );
    assert!(!format!("{error:?}").contains("sesame"));
}

#[tokio::test]
async fn a_member_of_a_problem_that_is_no_text_does_not_cost_the_others() {
    let error = client(&server::start().await).send(OddProblem).await.unwrap_err();
    let Error::Response(response) = &error else { panic!("{error:?}") };
    let problem = response.problem().unwrap();
    assert_eq!((problem.title.as_deref(), problem.detail.as_deref()), (Some("Full"), None));
    assert_eq!(problem.extensions["shelf"], 7);
}

#[tokio::test]
async fn a_refusal_whose_body_breaks_off_is_a_refusal() {
    let error = client(&server::start().await).send(BrokenOff).await.unwrap_err();
    let Error::Response(response) = &error else { panic!("{error:?}") };
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(response.challenge().unwrap().scope().unwrap().to_string(), "thing:admin");
    assert_eq!(&**response.body(), b"ses", "what there was of it");
}

#[tokio::test]
async fn a_challenge_that_repeats_the_token_is_read_and_not_shown() {
    for (header, param) in [
        (r#"Bearer error="invalid_token", error_description="sesame has expired""#, "error_description"),
        (r#"Bearer error="sesame.1", realm="sesame""#, "error"),
    ] {
        let headers = [(header::WWW_AUTHENTICATE, header.parse().unwrap())].into_iter().collect();
        let challenges = Challenges::of(&headers);
        assert!(challenges.oauth().unwrap().param(param).unwrap().contains("sesame"));
        assert!(!format!("{challenges:?}").contains("sesame"));
    }
}

#[tokio::test]
async fn a_problem_is_read_where_the_server_states_one() {
    let error = client(&server::start().await).send(Full).await.unwrap_err();
    let Error::Response(response) = &error else { panic!("{error:?}") };
    let problem = response.problem().unwrap();
    assert_eq!((problem.kind.as_deref(), problem.detail.as_deref()), (Some("urn:full"), Some("No 7.")));
    assert_eq!(problem.extensions["shelf"], 7);
    assert_eq!(error.to_string(), "the server answered `Full` with 409 Conflict; `ResponseError::problem` says why");
    let shown = format!("{error:?}");
    assert!(!shown.contains("shelf") && !shown.contains("No 7."), "{shown}");
}

#[tokio::test]
async fn what_is_not_permitted_cannot_be_written_or_does_not_arrive_is_told_apart() {
    let url = server::start().await;
    let token = AccessToken::bearer(&Secret::new("sesame")).unwrap().with_scopes("thing:read".parse().unwrap());
    let reader: Client<Dynamic> = Client::builder(&url).credential(StaticToken::new(token)).build().unwrap();
    let refused = reader.send(Empty).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::MissingScopes { operation: "Empty", .. })), "{refused:?}");

    let unwritten = client(&url).send(Get { id: String::new() }).await.unwrap_err();
    assert!(matches!(unwritten, Error::Encoding { operation: "Get", .. }), "{unwritten:?}");

    let lost = client("http://127.0.0.1:1").send(Empty).await.unwrap_err();
    assert!(matches!(lost, Error::Transport(_)), "{lost:?}");
}
