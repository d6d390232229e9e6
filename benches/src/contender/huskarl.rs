//! `HttpAuthorizer`: the headers before each request, and a look at each response after it, as its example
//! `cached_client` does. It has no middleware, so in the stack row both happen around a request through the bare stack.

use std::sync::Arc;

use http::{HeaderMap, Method, Uri};
use huskarl::{
    authorizer::HttpAuthorizer,
    cache::{GrantTokenSource, InMemoryRefreshTokenStore, InMemoryTokenCache},
    core::{
        client_auth::ClientSecret,
        secrets::{ProvidedSecret, SecretString},
    },
    grant::client_credentials::{ClientCredentialsGrant, ClientCredentialsGrantParameters},
};
use huskarl_reqwest::ReqwestClient;
use reqwest::Response;
use reqwest_middleware::ClientWithMiddleware;

use super::{Contender, URL, crowd, now, terminal, work};
use crate::server;

pub(super) async fn contender(url: &str) -> anyhow::Result<Contender> {
    let (authorizer, uri) = (Arc::new(authorizer(url)?), URL.parse::<Uri>()?);
    headers(&authorizer, &uri).await?;
    let (bare, stack) = (terminal::bare(), terminal::bare());
    now(send(&stack, &authorizer, &uri))?;
    let (warm, warm_uri) = (authorizer.clone(), uri.clone());
    Ok(Contender {
        name: "huskarl",
        warm: Ok(work(move || now(headers(&warm, &warm_uri)))),
        stack: Ok((work(move || now(terminal::get(&bare).send())), work(move || now(send(&stack, &authorizer, &uri))))),
        undeclared: None,
        herd: Ok(|url| {
            Box::pin(async move {
                let authorizer = Arc::new(self::authorizer(&url)?);
                crowd(|| {
                    let authorizer = authorizer.clone();
                    async move { headers(&authorizer, &Uri::from_static(URL)).await }
                })
                .await
            })
        }),
    })
}

async fn headers(authorizer: &HttpAuthorizer, uri: &Uri) -> anyhow::Result<HeaderMap> {
    Ok(authorizer.get_headers(&Method::GET, uri).await?)
}

async fn send(http: &ClientWithMiddleware, authorizer: &HttpAuthorizer, uri: &Uri) -> anyhow::Result<Response> {
    let headers = headers(authorizer, uri).await?;
    let response = terminal::get(http).headers(headers).send().await?;
    authorizer.process_response(uri, response.headers());
    Ok(response)
}

fn authorizer(url: &str) -> anyhow::Result<HttpAuthorizer> {
    let grant = ClientCredentialsGrant::builder()
        .client_id(server::CLIENT_ID)
        .client_auth(ClientSecret::new(ProvidedSecret::new(SecretString::new(server::CLIENT_SECRET))))
        .token_endpoint(url.parse()?)
        .http_client(ReqwestClient::from(reqwest::Client::new()))
        .build();
    let scopes = server::SCOPES.split(' ').map(str::to_owned).collect();
    let source = GrantTokenSource::builder()
        .grant(grant)
        .grant_parameters(ClientCredentialsGrantParameters::builder().scope(scopes).build())
        .refresh_store(InMemoryRefreshTokenStore::default())
        .build();
    Ok(HttpAuthorizer::builder().cache(InMemoryTokenCache::builder().source(source).build()).build())
}
