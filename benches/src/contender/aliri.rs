//! `AccessTokenMiddleware` on a `TokenWatcher`, in a stack of the reqwest-middleware that it is built for, 0.4. The warm
//! row repeats what its middleware does with the watcher's token, because that is not public.

use aliri_clock::DurationSecs;
use aliri_reqwest::AccessTokenMiddleware;
use aliri_tokens::{
    ClientId, ClientSecret, TokenLifetimeConfig, TokenWatcher,
    backoff::ErrorBackoffConfig,
    jitter::RandomEarlyJitter,
    sources::oauth2::{
        ClientCredentialsTokenSource,
        dto::{ClientCredentials, ClientCredentialsWithAudience},
    },
};
use bytes::{BufMut, BytesMut};
use http::{Extensions, HeaderMap, HeaderValue, header::AUTHORIZATION};
use reqwest_0_12::{Client, Request, Response, Url};
use reqwest_middleware_0_4::{ClientBuilder, Middleware, Next};

use super::{Contender, URL, now, work};
use crate::server;

pub(super) async fn contender(url: &str) -> anyhow::Result<Contender> {
    let watcher = watcher(url).await?;
    let bare = ClientBuilder::new(Client::new()).with(Terminal).build();
    let stack =
        ClientBuilder::new(Client::new()).with(AccessTokenMiddleware::new(watcher.clone())).with(Terminal).build();
    let target = URL.parse::<Url>()?;
    now(stack.get(target.clone()).send())?;
    let to = target.clone();
    Ok(Contender {
        name: "aliri_reqwest",
        warm: Ok(work(move || headers(&watcher))),
        stack: Ok((
            work(move || now(bare.get(target.clone()).send())),
            work(move || now(stack.get(to.clone()).send())),
        )),
        undeclared: None,
        herd: Err("a `TokenWatcher` exists only once it has its first token, so no caller can come before it"),
    })
}

fn headers(watcher: &TokenWatcher) -> anyhow::Result<HeaderMap> {
    let token = watcher.token();
    let token = token.access_token().as_str();
    let mut value = BytesMut::with_capacity(token.len() + 7);
    value.put_slice(b"Bearer ");
    value.put_slice(token.as_bytes());
    let mut value = HeaderValue::from_maybe_shared(value)?;
    value.set_sensitive(true);
    let mut headers = HeaderMap::new();
    headers.entry(AUTHORIZATION).or_insert(value);
    Ok(headers)
}

async fn watcher(url: &str) -> anyhow::Result<TokenWatcher> {
    let credentials = ClientCredentials {
        client_id: ClientId::from_static(server::CLIENT_ID),
        client_secret: ClientSecret::from_static(server::CLIENT_SECRET),
    };
    let credentials = ClientCredentialsWithAudience {
        credentials: credentials.into(),
        audience: aliri::jwt::Audience::from_static("api"),
    };
    let source =
        ClientCredentialsTokenSource::new(Client::new(), url.parse()?, credentials, TokenLifetimeConfig::default());
    let jitter = RandomEarlyJitter::new(DurationSecs(60));
    Ok(TokenWatcher::spawn_from_token_source(source, jitter, ErrorBackoffConfig::default()).await?)
}

struct Terminal;

#[async_trait::async_trait]
impl Middleware for Terminal {
    async fn handle(
        &self,
        request: Request,
        _extensions: &mut Extensions,
        _next: Next<'_>,
    ) -> reqwest_middleware_0_4::Result<Response> {
        drop(request);
        Ok(http::Response::new("").into())
    }
}
