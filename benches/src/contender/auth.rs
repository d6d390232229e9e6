//! Ours: `TokenSource::token`, and `AuthMiddleware` with a declared operation, whose scope is checked.

use std::time::Duration;

use auth_core::{
    ApiOperation, Scope, TokenRequest,
    lifecycle::{TokenCache, TokenSource},
};
use auth_reqwest::{
    AuthMiddleware, OperationExt,
    oauth::{ClientCredentials, ClientRegistration},
};
use http::HeaderMap;

use super::{Contender, crowd, now, terminal, work};
use crate::server;

/// Read models.
#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

/// Read a model.
#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

pub(super) async fn contender(url: &str) -> anyhow::Result<Contender> {
    let tokens = TokenCache::new(credential(url)?);
    let source = tokens.source(request()?);
    headers(&source).await?;
    let auth =
        AuthMiddleware::builder_with_tokens(tokens.clone()).token_request(request()?).origin(super::URL).build()?;
    let (stack, bare) = (terminal::stack(auth), terminal::bare());
    now(terminal::get(&stack).operation::<GetModel>().send())?;
    let unchecked = AuthMiddleware::builder_with_tokens(tokens).token_request(request()?).origin(super::URL);
    let (unchecked, plain) = (terminal::stack(unchecked.dangerous().allow_undeclared().build()?), terminal::bare());
    now(terminal::get(&unchecked).send())?;
    Ok(Contender {
        name: "auth-reqwest",
        warm: Ok(work(move || now(headers(&source)))),
        stack: Ok((
            work(move || now(terminal::get(&bare).send())),
            work(move || now(terminal::get(&stack).operation::<GetModel>().send())),
        )),
        undeclared: Some((
            work(move || now(terminal::get(&plain).send())),
            work(move || now(terminal::get(&unchecked).send())),
        )),
        herd: Ok(|url| {
            Box::pin(async move {
                let source = TokenCache::new(credential(&url)?).source(request()?);
                crowd(|| {
                    let source = source.clone();
                    async move { headers(&source).await }
                })
                .await
            })
        }),
    })
}

async fn headers(source: &TokenSource) -> anyhow::Result<HeaderMap> {
    let token = source.token(Duration::ZERO).await?;
    let (name, value) = token.header();
    let mut headers = HeaderMap::new();
    headers.insert(name, value.clone());
    Ok(headers)
}

fn credential(url: &str) -> anyhow::Result<ClientCredentials> {
    let registration = ClientRegistration::builder(server::CLIENT_ID).authentication(server::CLIENT_SECRET);
    Ok(ClientCredentials::new(&registration.token_endpoint(url)?))
}

fn request() -> anyhow::Result<TokenRequest> {
    Ok(TokenRequest::for_scopes(server::SCOPES.parse()?))
}
