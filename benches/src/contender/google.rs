//! `Credentials::headers`, of the one kind of credential whose token endpoint can be set: that of a user. It has no
//! middleware, so in the stack row the headers are added to a request through the bare stack, as Google's clients do.

use google_cloud_auth::credentials::{CacheableResource, Credentials, user_account};
use http::{Extensions, HeaderMap};
use reqwest::Response;
use reqwest_middleware::ClientWithMiddleware;

use super::{Contender, crowd, now, terminal, work};
use crate::server;

pub(super) async fn contender(url: &str) -> anyhow::Result<Contender> {
    let credentials = credentials(url)?;
    headers(&credentials).await?;
    let (bare, stack, warm) = (terminal::bare(), terminal::bare(), credentials.clone());
    now(send(&stack, &credentials))?;
    Ok(Contender {
        name: "google-cloud-auth",
        warm: Ok(work(move || now(headers(&warm)))),
        stack: Ok((work(move || now(terminal::get(&bare).send())), work(move || now(send(&stack, &credentials))))),
        undeclared: None,
        herd: Ok(|url| {
            Box::pin(async move {
                let credentials = self::credentials(&url)?;
                crowd(|| {
                    let credentials = credentials.clone();
                    async move { headers(&credentials).await }
                })
                .await
            })
        }),
    })
}

async fn headers(credentials: &Credentials) -> anyhow::Result<HeaderMap> {
    match credentials.headers(Extensions::new()).await? {
        CacheableResource::New { data, .. } => Ok(data),
        CacheableResource::NotModified => anyhow::bail!("said of something that was not shown"),
    }
}

async fn send(http: &ClientWithMiddleware, credentials: &Credentials) -> anyhow::Result<Response> {
    let headers = headers(credentials).await?;
    Ok(terminal::get(http).headers(headers).send().await?)
}

fn credentials(url: &str) -> anyhow::Result<Credentials> {
    let user = serde_json::json!({
        "type": "authorized_user",
        "client_id": server::CLIENT_ID,
        "client_secret": server::CLIENT_SECRET,
        "refresh_token": "refresh",
    });
    Ok(user_account::Builder::new(user).with_token_uri(url).build()?)
}
