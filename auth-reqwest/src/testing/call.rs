use bytes::Bytes;
use http::HeaderMap;
use reqwest::{Method, Request, Url};

/// One request, as it would have been sent.
#[derive(Clone, Debug)]
pub struct Call {
    operation: &'static str,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Bytes>,
}

impl Call {
    pub(super) fn new(operation: &'static str, request: &Request) -> Self {
        let body = request.body().and_then(reqwest::Body::as_bytes).map(Bytes::copy_from_slice);
        let (method, url, headers) = (request.method().clone(), request.url().clone(), request.headers().clone());
        Self { operation, method, url, headers, body }
    }

    /// The operation's name.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path, and the query after a `?` if there is one.
    #[must_use]
    pub fn target(&self) -> String {
        match self.url.query() {
            None => self.url.path().to_owned(),
            Some(query) => format!("{}?{query}", self.url.path()),
        }
    }

    /// The headers, with that of the token.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body; `None` when there is none, or a stream.
    #[must_use]
    pub const fn body(&self) -> Option<&Bytes> {
        self.body.as_ref()
    }

    /// The body as JSON; `None` when it is none.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(self.body.as_ref()?).ok()
    }
}
