use axum::Json;
use http::{HeaderMap, Method, Uri, header};
use serde::{Deserialize, Serialize};

/// What `/echo` was sent.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Echo {
    /// The method.
    pub method: String,
    /// The path with the query.
    pub path: String,
    /// The names of the headers; one that came twice is there twice. No values: some are secrets.
    pub headers: Vec<String>,
    /// The scheme of the header `Authorization`.
    pub authorization_scheme: Option<String>,
    /// The body, where it is text.
    pub body: String,
}

pub(super) async fn echo(method: Method, uri: Uri, headers: HeaderMap, body: axum::body::Bytes) -> Json<Echo> {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    Json(Echo {
        method: method.to_string(),
        path: uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        headers: headers.iter().map(|(name, _)| name.to_string()).collect(),
        authorization_scheme: authorization.and_then(|value| value.split_once(' ')).map(|(scheme, _)| scheme.into()),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}
