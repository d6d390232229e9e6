//! A token endpoint that fails in every way, before and after the token expires: over real connections, with clocks that
//! are set.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod server;

use std::time::Duration;

use auth_core::{
    CredentialErrorKind::{self, InvalidResponse, Unavailable},
    TokenRequest,
    lifecycle::{TokenCache, TokenSource, TokenState},
};
use auth_reqwest::oauth::{ClientCredentials, ClientRegistration};
use auth_tests::clock::SetClock;

use server::{Fault, TokenServer};

/// How long the server's tokens live.
const LIFETIME: Duration = Duration::from_mins(2);
/// By then a token is to be renewed, and still valid.
const OLD: Duration = Duration::from_secs(100);
const FETCH_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest step of the back-off.
const STEP: Duration = Duration::from_secs(31);

#[tokio::test]
async fn a_connection_that_is_reset() {
    is_slept_through(Fault::Reset, Unavailable).await;
}

#[tokio::test]
async fn a_body_that_ends_too_early() {
    is_slept_through(Fault::TornBody, Unavailable).await;
}

#[tokio::test]
async fn a_server_that_does_not_answer() {
    is_slept_through(Fault::BlackHole, Unavailable).await;
}

#[tokio::test]
async fn a_500() {
    is_slept_through(Fault::Answer("500 Internal Server Error", "", ""), Unavailable).await;
}

#[tokio::test]
async fn a_503_that_says_when_to_come_back() {
    is_slept_through(Fault::Answer("503 Service Unavailable", "retry-after: 7\r\n", ""), Unavailable).await;
}

#[tokio::test]
async fn a_page_instead_of_a_token() {
    is_slept_through(Fault::Answer("200 OK", "content-type: text/html\r\n", "<h1>Welcome</h1>"), InvalidResponse).await;
}

#[tokio::test]
async fn a_page_of_a_gateway() {
    is_slept_through(
        Fault::Answer("502 Bad Gateway", "content-type: text/html\r\n", "<h1>Bad gateway</h1>"),
        Unavailable,
    )
    .await;
}

#[tokio::test]
async fn json_that_is_cut_off() {
    is_slept_through(
        Fault::Answer("200 OK", "content-type: application/json\r\n", r#"{"access_token":"t"#),
        InvalidResponse,
    )
    .await;
}

/// While the token lives nobody notices; once it has expired all are told; one step after the server is back, it is over.
async fn is_slept_through(fault: Fault, kind: CredentialErrorKind) {
    let server = TokenServer::start().await;
    let clock = SetClock::new();
    let agent = ClientRegistration::builder("agent").authentication("s3cret").token_endpoint(&server.url()).unwrap();
    let tokens =
        TokenCache::builder(ClientCredentials::new(&agent)).clock(clock.clone()).fetch_timeout(FETCH_TIMEOUT).build();
    let source = tokens.source(TokenRequest::default());
    assert_eq!(generation(&source).await, 1);

    server.fails(fault);
    clock.advance(OLD);
    for _ in 0..100 {
        assert_eq!(generation(&source).await, 1, "the token lives, so nobody waits or fails");
    }
    clock.passes_until(|| matches!(source.state(), TokenState::Valid { error: Some(_), .. })).await;
    assert_eq!(generation(&source).await, 1);

    clock.advance(LIFETIME);
    let waiting = tokio::spawn({
        let source = source.clone();
        async move { source.token(Duration::ZERO).await.map(drop).unwrap_err() }
    });
    clock.passes_until(|| waiting.is_finished()).await;
    assert_eq!(waiting.await.unwrap().kind(), kind);
    for _ in 0..100 {
        assert!(source.token(Duration::ZERO).await.is_err());
    }
    assert!(server.requests() <= 3, "a hundred callers are not a hundred requests: {}", server.requests());

    server.recovers();
    clock.advance(STEP);
    assert_eq!(generation(&source).await, 2);
}

async fn generation(source: &TokenSource) -> u64 {
    source.token(Duration::ZERO).await.unwrap().generation()
}
