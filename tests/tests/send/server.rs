use std::io;

use axum::{
    Json, Router,
    body::{Body, Bytes},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task};

/// Says of each request what arrived, but for some paths, which have an answer of their own.
pub(crate) async fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    url
}

async fn answer(method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    match uri.path() {
        "/empty" => StatusCode::NO_CONTENT.into_response(),
        "/bytes" => "raw bytes".into_response(),
        "/wrong" => Json(json!({ "things": [{ "size": 7 }, { "size": "sesame" }] })).into_response(),
        "/forbidden" => {
            let challenge = r#"Bearer error="insufficient_scope", scope="thing:admin""#;
            (StatusCode::FORBIDDEN, [(header::WWW_AUTHENTICATE, challenge)], "sesame").into_response()
        }
        "/moved" => (StatusCode::FOUND, [(header::LOCATION, "https://files.example/sesame")]).into_response(),
        "/odd-problem" => {
            let problem = json!({ "title": "Full", "detail": { "en": "full" }, "status": "409", "shelf": 7 });
            let headers = [(header::CONTENT_TYPE, "application/problem+json")];
            (StatusCode::CONFLICT, headers, problem.to_string()).into_response()
        }
        "/broken-off" => {
            let challenge = r#"Bearer error="insufficient_scope", scope="thing:admin""#;
            let begun = stream::iter([Ok("ses")]);
            // What there is is sent while the rest is waited for.
            let rest = stream::once(async {
                task::yield_now().await;
                Err(io::Error::other("the power is gone"))
            });
            let body = Body::from_stream(begun.chain(rest));
            (StatusCode::FORBIDDEN, [(header::WWW_AUTHENTICATE, challenge)], body).into_response()
        }
        "/problem" => {
            let problem = json!({ "type": "urn:full", "title": "The shelf is full.", "detail": "No 7.", "shelf": 7 });
            let headers = [(header::CONTENT_TYPE, "application/problem+json; charset=utf-8")];
            (StatusCode::CONFLICT, headers, problem.to_string()).into_response()
        }
        _ => Json(seen(&method, &uri, &headers, &body)).into_response(),
    }
}

fn seen(method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Value {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    json!({
        "method": method.as_str(),
        "path": uri.path(),
        "query": uri.query(),
        "content_type": header("content-type"),
        "if_match": header("if-match"),
        "authorization": header("authorization"),
        "body": String::from_utf8_lossy(body),
    })
}
