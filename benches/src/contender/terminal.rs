//! A stack of reqwest-middleware that ends in a transport which answers at once, in process.

use std::sync::LazyLock;

use http::{Extensions, Method};
use reqwest::{Request, Response, Url};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next, RequestBuilder};

use super::URL;

/// The stack without any contender.
pub(super) fn bare() -> ClientWithMiddleware {
    ClientBuilder::new(reqwest::Client::new()).with(Terminal).build()
}

pub(super) fn stack(contender: impl Middleware) -> ClientWithMiddleware {
    ClientBuilder::new(reqwest::Client::new()).with(contender).with(Terminal).build()
}

pub(super) fn get(http: &ClientWithMiddleware) -> RequestBuilder {
    static PARSED: LazyLock<Url> = LazyLock::new(|| URL.parse().expect("it is a URL"));
    http.request(Method::GET, PARSED.clone())
}

struct Terminal;

#[async_trait::async_trait]
impl Middleware for Terminal {
    async fn handle(
        &self,
        request: Request,
        _extensions: &mut Extensions,
        _next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        drop(request);
        Ok(http::Response::new("").into())
    }
}
