//! What a token is asked for, and tokens that were obtained elsewhere.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    error::Error as _,
    io,
    time::{Duration, SystemTime},
};

use auth_core::{AccessToken, Credential, CredentialError, CredentialErrorKind, Lifetime, StaticToken, TokenRequest};

const HOUR: Duration = Duration::from_secs(3600);

fn token(lifetime: Lifetime) -> StaticToken {
    StaticToken::new(AccessToken::bearer(&"mF_9.B5f-4.1JqM".into()).unwrap().with_lifetime(lifetime))
}

async fn served(token: &StaticToken) -> Result<AccessToken, CredentialErrorKind> {
    token.token(&TokenRequest::default()).await.map_err(|error| error.kind())
}

#[test]
fn a_request_says_what_it_was_told() {
    let request = TokenRequest::for_scopes("model:read".parse().unwrap())
        .with_resource("https://api.example.com")
        .with_resource("https://files.example.com")
        .with_audience("viewer");
    assert_eq!(request.scopes().unwrap().to_string(), "model:read");
    assert_eq!(request.resources(), ["https://api.example.com", "https://files.example.com"]);
    assert_eq!(request.audience(), Some("viewer"));

    let default = TokenRequest::default();
    assert_eq!((default.scopes(), default.resources(), default.audience()), (None, &[][..], None));
}

#[test]
fn requests_for_different_things_are_different() {
    let one = TokenRequest::default();
    let other = [
        one.clone().with_scopes("model:read".parse().unwrap()),
        one.clone().with_resource("https://api.example.com"),
        one.clone().with_audience("viewer"),
    ];
    assert!(other.iter().all(|other| *other != one));
}

#[tokio::test]
async fn a_token_from_elsewhere_is_served_until_it_ends() {
    let now = SystemTime::now();
    let left = served(&token(Lifetime::Until(now + HOUR))).await.unwrap();
    assert_eq!(left.lifetime(), Lifetime::Until(now + HOUR));
    let ended = served(&token(Lifetime::Until(now - HOUR))).await.unwrap_err();
    assert_eq!(ended, CredentialErrorKind::SignInRequired);
}

#[tokio::test]
async fn a_lifetime_is_counted_once_and_one_that_is_not_stated_has_no_end() {
    let token_for_an_hour = token(Lifetime::For(HOUR));
    let Lifetime::Until(end) = served(&token_for_an_hour).await.unwrap().lifetime() else { panic!() };
    assert!(end <= SystemTime::now() + HOUR);
    assert_eq!(served(&token_for_an_hour).await.unwrap().lifetime(), Lifetime::Until(end));
    for endless in [Lifetime::Unstated, Lifetime::Unlimited, Lifetime::For(Duration::MAX)] {
        assert_eq!(served(&token(endless)).await.unwrap().lifetime(), Lifetime::Unlimited);
    }
}

#[test]
fn an_error_tells_its_cause_and_its_code() {
    let error = CredentialError::unavailable(io::Error::other("the line is cut"));
    assert_eq!(error.source().unwrap().to_string(), "the line is cut");
    assert_eq!(error.to_string(), "no token could be obtained");

    let error = CredentialError::new(CredentialErrorKind::Rejected, "the server refused the client");
    let error = error.with_code("invalid_client").with_retry_after(HOUR);
    assert!(error.source().is_none());
    assert_eq!((error.code(), error.retry_after()), (Some("invalid_client"), Some(HOUR)));
    assert_eq!(error.to_string(), "the server refused the client (`invalid_client`)");
}
