//! A request that is sent once more is the same request.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{AccessToken, Credential, CredentialError, TokenRequest};
use auth_reqwest::AuthMiddleware;
use http::{Extensions, StatusCode, Version, header};
use reqwest::{Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};

/// The server: refuses the first token, and keeps what it is sent.
#[derive(Clone, Debug, Default)]
struct Server {
    tokens: Arc<Mutex<usize>>,
    requests: Arc<Mutex<Vec<Request>>>,
}

#[async_trait]
impl Credential for Server {
    async fn token(&self, _: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let mut number = self.tokens.lock().unwrap();
        *number += 1;
        Ok(AccessToken::bearer(&format!("token-{number}").into()).unwrap())
    }
}

#[async_trait]
impl Middleware for Server {
    async fn handle(&self, request: Request, _: &mut Extensions, _: Next<'_>) -> reqwest_middleware::Result<Response> {
        let is_first = request.headers()[header::AUTHORIZATION] == "Bearer token-1";
        self.requests.lock().unwrap().push(request);
        let status = if is_first { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
        Ok(http::Response::builder().status(status).body("").unwrap().into())
    }
}

fn stack(server: &Server) -> ClientWithMiddleware {
    let auth = AuthMiddleware::builder(server.clone()).origin("https://api.example");
    let auth = auth.dangerous().allow_undeclared().build().unwrap();
    ClientBuilder::new(reqwest::Client::new()).with(auth).with(server.clone()).build()
}

/// Sends a request whose token is refused; what the server got, without the tokens.
async fn both(request: impl FnOnce(&ClientWithMiddleware) -> Request) -> [Request; 2] {
    let server = Server::default();
    let http = stack(&server);
    assert_eq!(http.execute(request(&http)).await.unwrap().status(), StatusCode::OK);
    let mut requests = std::mem::take(&mut *server.requests.lock().unwrap());
    for (request, token) in requests.iter_mut().zip(["Bearer token-1", "Bearer token-2"]) {
        assert_eq!(request.headers_mut().remove(header::AUTHORIZATION).unwrap(), token);
    }
    requests.try_into().unwrap()
}

fn assert_same([first, second]: &[Request; 2]) {
    assert_eq!(first.method(), second.method());
    assert_eq!(first.url(), second.url());
    assert_eq!(first.headers(), second.headers());
    assert_eq!(first.version(), second.version());
    assert_eq!(first.timeout(), second.timeout());
    let body = |request: &Request| request.body().map(|body| body.as_bytes().unwrap().to_vec());
    assert_eq!(body(first), body(second));
}

#[tokio::test]
async fn without_a_body() {
    let requests = both(|http| {
        let get = http.get("https://api.example/model?page=2").header("accept", "application/json").header("x-a", "1");
        get.timeout(Duration::from_secs(5)).version(Version::HTTP_11).build().unwrap()
    })
    .await;
    assert_same(&requests);
    let [_, second] = requests;
    assert_eq!((second.timeout(), second.version()), (Some(&Duration::from_secs(5)), Version::HTTP_11));
    assert_eq!(second.headers()["x-a"], "1");

    assert_same(&both(|http| http.delete("https://api.example/model").build().unwrap()).await);
}

#[tokio::test]
async fn with_a_body() {
    let requests = both(|http| {
        let put = http.put("https://api.example/model").header("if-match", "\"3\"").body("{}");
        put.timeout(Duration::from_secs(5)).build().unwrap()
    })
    .await;
    assert_same(&requests);
    assert_eq!(requests[1].body().unwrap().as_bytes(), Some(&b"{}"[..]));
}

#[tokio::test]
async fn with_extensions() {
    #[derive(Clone, Debug, PartialEq)]
    struct Mark(u8);

    let [first, second] = both(|_| {
        let request = http::Request::get("https://api.example/model").extension(Mark(7)).body("").unwrap();
        Request::try_from(request).unwrap()
    })
    .await;
    for request in [first, second] {
        let request = http::Request::try_from(request).unwrap();
        assert_eq!(request.extensions().get(), Some(&Mark(7)));
    }
}
