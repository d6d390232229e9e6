//! What is shown of scopes, secrets and tokens, and what is not.
#![cfg(feature = "derive")]

use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, ApiOperation, ByteStream, CredentialError, Endpoint, InvalidPath, Lifetime, ProofOfPossession, Scope,
    ScopeInfo, Secret,
};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

/// Read models.
#[derive(Scope)]
#[scope("model:read", alias = "ifc:read", implied_by(ModelWrite))]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write", implied_by(Admin))]
struct ModelWrite;

#[derive(Scope)]
#[scope("admin")]
struct Admin;

#[derive(ApiOperation)]
#[operation(GET, "/token/{token}")]
#[requires(public)]
struct GetToken {
    token: Secret,
}

#[test]
fn a_scope_says_what_it_is_and_what_implies_it() {
    let read = &ModelRead::INFO;
    assert_eq!((read.name(), read.doc(), read.aliases()), ("model:read", "Read models.", &["ifc:read"][..]));
    assert_eq!(read.implied_by().iter().map(|scope| scope.name()).collect::<Vec<_>>(), ["model:write"]);
    assert_eq!(format!("{read} {read:?}"), r#"model:read ScopeInfo("model:read")"#);
    assert_ne!(*read, ModelWrite::INFO);
    let met = |by: &ScopeInfo| [read, &ModelWrite::INFO, &Admin::INFO].map(|scope| scope.is_met_by(by));
    assert_eq!(met(read), [true, false, false]);
    assert_eq!(met(&ModelWrite::INFO), [true, true, false]);
    assert_eq!(met(&Admin::INFO), [true, true, true]);
}

#[test]
fn a_secret_is_written_where_it_has_to_be_and_nowhere_else() {
    let get = GetToken { token: "0pen/sesame".into() };
    assert_eq!(get.path().unwrap(), "/token/0pen%2Fsesame");
    assert_eq!(format!("{:?}", get.token), "Secret(redacted)");
    assert!(matches!(GetToken { token: "".into() }.path(), Err(InvalidPath::Empty { name: "token", .. })));
    for wrong in ["true", "1", "-1", "1.5", "[]", "{}", "null"] {
        let error = serde_json::from_str::<Secret>(wrong).unwrap_err().to_string();
        assert!(error.contains("a string"), "{error}");
    }
}

#[derive(Debug)]
struct Proof;

#[async_trait]
impl ProofOfPossession for Proof {
    async fn prove(&self, _: &Method, _: &Uri) -> Result<(HeaderName, HeaderValue), CredentialError> {
        Ok((HeaderName::from_static("dpop"), HeaderValue::from_static("proof")))
    }

    fn learn(&self, _: &Uri, _: &HeaderMap) {}
}

#[test]
fn a_token_shows_what_it_is_for_and_has_its_proof() {
    let bearer = AccessToken::bearer(&"0penSesame".into()).unwrap();
    assert!(bearer.proof().is_none());
    let bearer = bearer.with_scopes("model:read".parse().unwrap()).with_lifetime(Lifetime::Unlimited);
    let shown = format!("{bearer:?}");
    assert!(shown.contains("authorization") && shown.contains("model:read"), "{shown}");
    assert!(shown.contains("Unlimited") && !shown.contains("0penSesame"), "{shown}");
    assert!(AccessToken::dpop(&"0penSesame".into()).unwrap().with_proof(Proof).proof().is_some());
}

#[tokio::test]
#[cfg(feature = "lifecycle")]
async fn a_token_that_is_kept_has_its_proof_still() {
    use std::time::Duration;

    use auth_core::{StaticToken, TokenRequest, lifecycle::TokenCache};

    let bound = AccessToken::dpop(&"0penSesame".into()).unwrap().with_proof(Proof);
    let kept = TokenCache::new(StaticToken::new(bound)).source(TokenRequest::default());
    assert!(kept.token(Duration::ZERO).await.unwrap().proof().is_some());
    let bearer = AccessToken::bearer(&"0penSesame".into()).unwrap();
    let kept = TokenCache::new(StaticToken::new(bearer)).source(TokenRequest::default());
    assert!(kept.token(Duration::ZERO).await.unwrap().proof().is_none());
}

/// Gives what it holds, from the end.
struct Parts(Vec<&'static str>);

impl Stream for Parts {
    type Item = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(|part| Ok(Bytes::from_static(part.as_bytes()))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.len(), Some(self.0.len()))
    }
}

#[test]
fn a_stream_gives_the_body_part_by_part() {
    let mut stream = ByteStream::new(Parts(vec!["end", "begin"]));
    assert_eq!(stream.size_hint(), (2, Some(2)));
    assert_eq!(format!("{stream:?}"), "ByteStream");
    let mut next = || Pin::new(&mut stream).poll_next(&mut Context::from_waker(Waker::noop()));
    let mut parts = Vec::new();
    while let Poll::Ready(Some(part)) = next() {
        parts.push(part.unwrap());
    }
    assert_eq!(parts, ["begin", "end"]);
}
