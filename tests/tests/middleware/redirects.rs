//! Where a redirect may lead a credential.

use auth_core::{ApiKey, Dynamic};
use auth_examples::playground::{Answer, Playground};
use auth_reqwest::{Client, OperationExt as _};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};

use crate::{answer, client, echo, key, ops, stack, stage, traffic, url};

const KINDS: [StatusCode; 5] = [
    StatusCode::MOVED_PERMANENTLY,
    StatusCode::FOUND,
    StatusCode::SEE_OTHER,
    StatusCode::TEMPORARY_REDIRECT,
    StatusCode::PERMANENT_REDIRECT,
];

fn redirect(kind: StatusCode, to: &str) -> Answer {
    Answer::new(kind).header(header::LOCATION, HeaderValue::from_bytes(to.as_bytes()).unwrap())
}

/// Another port, host and scheme, also in the guise of the own.
fn elsewhere(playground: &Playground) -> [String; 8] {
    let port = playground.api().rsplit(':').next().unwrap();
    let [own, other] = [playground.api(), playground.issuer()].map(|origin| origin.trim_start_matches("http://"));
    [
        format!("http://{own}@{other}/echo"),
        format!("//{own}@{other}/echo"),
        format!("http://127.0.0.1.example:{port}/echo"),
        format!("http://l\u{43e}calhost:{port}/echo"), // a Cyrillic letter
        format!("{}/echo", playground.issuer()),
        format!("//{}/echo", playground.issuer().trim_start_matches("http://")),
        format!("http://localhost:{port}/echo"),
        format!("https://127.0.0.1:{port}/echo"),
    ]
}

/// Each redirect is handed to the caller, and followed by no request.
async fn goes_nowhere_else(playground: &Playground, api: &Client<Dynamic>) {
    let mut sent = 0;
    for kind in KINDS {
        for to in elsewhere(playground) {
            playground.answer("GET /cloud", redirect(kind, &to));
            let response = api.request::<ops::Echo>(Method::GET, "/cloud").send().await.unwrap();
            sent += 1;
            assert_eq!(response.status(), kind, "{to}");
            assert_eq!(playground.requests("GET /echo"), 0, "{kind} {to}");
        }
    }
    assert_eq!(playground.api_requests(), sent);
}

#[tokio::test]
async fn a_token_does_not_follow_a_redirect_to_another_port_host_or_scheme() {
    let playground = stage().await;
    goes_nowhere_else(&playground, &client(&playground)).await;
}

#[tokio::test]
async fn an_api_key_in_a_header_of_its_own_does_not_either() {
    let playground = stage().await;
    let credential = ApiKey::in_header(HeaderName::from_static("x-api-key"), key()).unwrap();
    let api = Client::builder(playground.api()).credential(credential).build().unwrap();
    goes_nowhere_else(&playground, &api).await;
}

#[tokio::test]
async fn a_redirect_within_the_origin_is_followed_with_the_token() {
    let playground = stage().await;
    for kind in KINDS {
        playground.answer("GET /cloud", redirect(kind, "/echo?a=b"));
        let response = client(&playground).request::<ops::Echo>(Method::GET, "/cloud").send().await.unwrap();
        let echo = echo(response).await;
        assert_eq!((echo.path.as_str(), echo.authorization_scheme.as_deref()), ("/echo?a=b", Some("Bearer")), "{kind}");
    }
}

#[tokio::test]
async fn the_second_redirect_of_two_does_not_lead_elsewhere() {
    let playground = stage().await;
    playground.answer("GET /cloud", redirect(StatusCode::FOUND, "/user"));
    playground.answer("GET /user", redirect(StatusCode::FOUND, &format!("{}/echo", playground.issuer())));
    let response = client(&playground).request::<ops::Echo>(Method::GET, "/cloud").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::FOUND);
    assert_eq!(playground.requests("GET /echo"), 0);
    assert_eq!(traffic(&playground), (1, 2));
}

#[tokio::test]
async fn a_circle_of_redirects_ends() {
    let playground = stage().await;
    playground.answer("GET /cloud", redirect(StatusCode::FOUND, "/cloud").times(99));
    let request = client(&playground).request::<ops::Echo>(Method::GET, "/cloud");
    assert!(request.send().await.is_err());
    assert!(playground.api_requests() < 20);
}

/// What was sent was carried out, and what is refused is the request that the HTTP client made of it by itself.
#[tokio::test]
async fn a_request_that_was_carried_out_is_not_sent_again_when_what_it_leads_to_is_refused() {
    let playground = stage().await;
    let api = client(&playground);
    for challenge in ["Bearer", r#"Bearer error="invalid_token""#] {
        let before = playground.requests("POST /cloud");
        playground.answer("POST /cloud", redirect(StatusCode::SEE_OTHER, "/echo"));
        playground.answer("GET /echo", answer(StatusCode::UNAUTHORIZED, challenge).times(9));
        let response = api.request::<ops::Echo>(Method::POST, "/cloud").body("{}").send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(playground.requests("POST /cloud"), before + 1, "{challenge}");
    }
}

#[tokio::test]
async fn a_request_that_changes_nothing_is_sent_again_from_its_beginning() {
    let playground = stage().await;
    playground.answer("GET /echo", redirect(StatusCode::FOUND, "/cloud").times(2));
    playground.answer("GET /cloud", answer(StatusCode::UNAUTHORIZED, r#"Bearer error="invalid_token""#));
    let response = client(&playground).request::<ops::Echo>(Method::GET, "/echo").send().await.unwrap();
    assert_eq!((response.status(), traffic(&playground)), (StatusCode::OK, (2, 4)));
}

/// With an HTTP client of one's own, which goes anywhere.
#[tokio::test]
async fn nor_when_that_is_elsewhere() {
    let (playground, elsewhere) = (stage().await, Playground::start().await.unwrap());
    let away = format!("{}/echo", elsewhere.api());
    playground.answer("POST /cloud", redirect(StatusCode::SEE_OTHER, &away));
    elsewhere.answer("GET /echo", Answer::new(StatusCode::UNAUTHORIZED).times(9));
    let request = stack(&playground).post(url(&playground, "/cloud")).operation::<ops::Echo>();
    assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    assert_eq!(playground.requests("POST /cloud"), 1);
}

#[tokio::test]
async fn what_is_not_sent_of_a_url_does_not_look_like_a_redirect() {
    let playground = stage().await;
    let api = client(&playground);
    let post = async || api.request::<ops::Echo>(Method::POST, "/echo#top").send().await.unwrap().status();
    assert_eq!(post().await, StatusCode::OK);
    playground.answer("POST /echo", answer(StatusCode::UNAUTHORIZED, r#"Bearer error="invalid_token""#));
    assert_eq!((post().await, traffic(&playground)), (StatusCode::OK, (2, 3)));
}
