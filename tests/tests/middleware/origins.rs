//! A token reaches the origins it is for, and no other: look-alikes, base URLs with a path, a proxy, and what happens
//! where any origin was allowed.

use std::io;

use auth_core::{ApiKey, Dynamic};
use auth_reqwest::{AuthMiddleware, Client, OperationExt, Refusal};
use http::{HeaderValue, Method, StatusCode, header};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    task,
};

use crate::{Answer, builder, credential, echo, key, ops, refusal, stage, traffic, with};

#[tokio::test]
async fn a_host_that_only_looks_like_the_own_is_refused() {
    let api = Client::<Dynamic>::builder("https://api.example.com").credential(ApiKey::new(key()).unwrap());
    let api = api.build().unwrap();
    for url in [
        "https://\u{430}pi.example.com/", // a Cyrillic letter
        "https://api.ex\u{e4}mple.com/",
        "https://xn--pi-7kc.example.com/",
        "https://api.example.com./",
        "https://api.example.com.evil.example/",
        "https://api.example.com%2eevil.example/",
        "https://api.example.com@evil.example/",
        "https://api.example.com:443@evil.example/",
        "https://evil.example\\@api.example.com/",
        "https://evil.example/#@api.example.com/",
    ] {
        match refusal(api.request::<ops::Echo>(Method::GET, url).send().await) {
            Refusal::ForeignOrigin { found, .. } => assert_ne!(found, "https://api.example.com", "{url}"),
            other => panic!("{url}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_path_that_follows_a_base_url_with_a_path_stays_at_its_host() {
    let playground = stage().await;
    let foreign = playground.issuer().trim_start_matches("http://");
    for base in [format!("{}/v1", playground.api()), format!("{}/v1/", playground.api())] {
        let api: Client<Dynamic> = Client::builder(&base).credential(credential(&playground)).build().unwrap();
        for path in ["/echo", "echo", "/../echo", "/../../echo", "/..//echo"] {
            let response = api.request::<ops::Echo>(Method::GET, path).send().await.unwrap();
            assert_eq!(response.url().origin(), api.base().origin(), "{base} {path}");
        }
        for path in [format!("//{foreign}/echo"), format!("http://{foreign}/echo"), format!("\\\\{foreign}/echo")] {
            let refused = refusal(api.request::<ops::Echo>(Method::GET, &path).send().await);
            assert!(matches!(refused, Refusal::ForeignOrigin { .. }), "{base} {path}: {refused:?}");
        }
    }
    assert_eq!(playground.requests("GET /echo"), 4, "those at the API that the dots lead there");
}

#[tokio::test]
async fn a_proxy_sees_where_a_request_goes_and_not_its_token() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let http = reqwest::Client::builder();
    let proxy = reqwest::Proxy::all(format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let api = Client::<Dynamic>::builder("https://api.example.com").credential(ApiKey::new(key()).unwrap());
    let api = api.http(http.proxy(proxy)).build().unwrap();

    let seen = task::spawn(refuse_one(listener));
    api.request::<ops::Echo>(Method::GET, "/echo").send().await.unwrap_err();
    let seen = seen.await.unwrap().unwrap();
    assert!(seen.starts_with("CONNECT api.example.com:443 "), "{seen}");
    assert!(!seen.to_ascii_lowercase().contains("authorization") && !seen.contains(key().expose()), "{seen}");
}

#[tokio::test]
async fn any_origin_gets_the_token_where_that_was_asked_for() {
    let playground = stage().await;
    let auth = AuthMiddleware::builder(credential(&playground)).dangerous().allow_any_origin().build().unwrap();
    let http = with(auth);
    let api: Client<Dynamic> = builder(&playground).dangerous().allow_any_origin().build().unwrap();
    for server in [playground.api(), playground.issuer()] {
        let url = format!("{server}/echo");
        for sent in [
            http.get(&url).operation::<ops::Echo>().send().await.unwrap(),
            api.request::<ops::Echo>(Method::GET, &url).send().await.unwrap(),
        ] {
            assert_eq!(echo(sent).await.authorization_scheme.as_deref(), Some("Bearer"), "{server}");
        }
    }
}

#[tokio::test]
async fn any_origin_is_neither_http_elsewhere_nor_the_end_of_a_redirect() {
    let playground = stage().await;
    let api: Client<Dynamic> = builder(&playground).dangerous().allow_any_origin().build().unwrap();
    let refused = refusal(api.request::<ops::Echo>(Method::GET, "http://api.example.com/").send().await);
    assert!(matches!(refused, Refusal::PlainHttp { .. }), "{refused:?}");
    assert_eq!(traffic(&playground), (0, 0));

    let elsewhere = HeaderValue::try_from(format!("{}/echo", playground.issuer())).unwrap();
    playground.answer("GET /cloud", Answer::new(StatusCode::FOUND).header(header::LOCATION, elsewhere));
    let response = api.request::<ops::Echo>(Method::GET, "/cloud").send().await.unwrap();
    assert_eq!((response.status(), playground.requests("GET /echo")), (StatusCode::FOUND, 0));
}

/// The head of the one request that arrives.
async fn refuse_one(listener: TcpListener) -> io::Result<String> {
    let (mut stream, _) = listener.accept().await?;
    let mut seen = Vec::new();
    while !seen.ends_with(b"\r\n\r\n") && stream.read_buf(&mut seen).await? > 0 {}
    stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n").await?;
    Ok(String::from_utf8_lossy(&seen).into_owned())
}
