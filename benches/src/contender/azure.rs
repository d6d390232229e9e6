//! `BearerTokenAuthorizationPolicy`, which keeps the token of its credential, before a policy that answers at once. The
//! credentials of `azure_identity` insist on https, so this one is written here; it keeps nothing itself.
//!
//! The policy gives its header to nobody but a request that it sends. Its warm row is therefore what it adds to a request.

use std::sync::Arc;

use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    error::{Error, ErrorKind},
    http::{
        AsyncRawResponse, Context, Method, Request, StatusCode, Url,
        headers::Headers,
        policies::{Policy, PolicyResult, auth::BearerTokenAuthorizationPolicy},
    },
    time::{Duration, OffsetDateTime},
};

use super::{Contender, URL, crowd, now, work};
use crate::server;

pub(super) async fn contender(url: &str) -> anyhow::Result<Contender> {
    let stack = stack(url);
    send(&stack).await?;
    let bare: Vec<Arc<dyn Policy>> = vec![Arc::new(Terminal)];
    Ok(Contender {
        name: "azure_core",
        warm: Err("gives its header only to a request that it sends: see what it adds to one"),
        stack: Ok((work(move || now(send(&bare))), work(move || now(send(&stack))))),
        undeclared: None,
        herd: Ok(|url| {
            Box::pin(async move {
                let stack = Arc::new(self::stack(&url));
                crowd(|| {
                    let stack = stack.clone();
                    async move { send(&stack).await }
                })
                .await
            })
        }),
    })
}

fn stack(url: &str) -> Vec<Arc<dyn Policy>> {
    let credential = Arc::new(Endpoint { url: url.to_owned(), http: reqwest::Client::new() });
    let scopes = server::SCOPES.split(' ');
    vec![Arc::new(BearerTokenAuthorizationPolicy::new(credential, scopes)), Arc::new(Terminal)]
}

async fn send(stack: &[Arc<dyn Policy>]) -> anyhow::Result<AsyncRawResponse> {
    static TARGET: std::sync::LazyLock<Url> = std::sync::LazyLock::new(|| URL.parse().expect("it is a URL"));
    let mut request = Request::new(TARGET.clone(), Method::Get);
    Ok(stack[0].send(&Context::new(), &mut request, &stack[1..]).await?)
}

#[derive(Debug)]
struct Terminal;

#[expect(elided_lifetimes_in_paths, reason = "the trait is declared like that, and `async_trait` insists on it")]
#[async_trait::async_trait]
impl Policy for Terminal {
    async fn send(&self, _context: &Context, _request: &mut Request, _next: &[Arc<dyn Policy>]) -> PolicyResult {
        Ok(AsyncRawResponse::from_bytes(StatusCode::Ok, Headers::new(), ""))
    }
}

#[derive(Debug)]
struct Endpoint {
    url: String,
    http: reqwest::Client,
}

#[async_trait::async_trait]
impl TokenCredential for Endpoint {
    async fn get_token(
        &self,
        _scopes: &[&str],
        _options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let failed = |error: reqwest::Error| Error::with_error(ErrorKind::Credential, error, "no token");
        let answer = self.http.post(&self.url).body(server::FORM).send().await.map_err(failed)?;
        let answer: serde_json::Value = answer.json().await.map_err(failed)?;
        let token = answer["access_token"].as_str().unwrap_or_default().to_owned();
        let lifetime = Duration::seconds(answer["expires_in"].as_i64().unwrap_or_default());
        Ok(AccessToken::new(token, OffsetDateTime::now_utc() + lifetime))
    }
}
