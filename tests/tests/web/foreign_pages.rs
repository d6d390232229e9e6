use http::Method;
use reqwest::StatusCode;

use crate::app::{App, Browser, location};

const OWN: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

#[tokio::test]
async fn a_page_of_someone_else_does_not_sign_a_user_out() {
    let app = App::start().await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    let sign_out = format!("{}/auth/sign-out", app.url);
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "http://127.0.0.1:1")],
        &[("origin", "null")],
        &[],
    ];
    for headers in foreign {
        let answer = browser.send(Method::POST, &sign_out, headers).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{headers:?}");
    }
    assert_eq!(browser.open(&sign_out).await.status(), StatusCode::METHOD_NOT_ALLOWED, "a link cannot either");
    assert_eq!(browser.who(&app).await, "architect");
    assert_eq!(app.playground.requests("POST /revocation"), 0);
}

#[tokio::test]
async fn a_page_of_someone_else_changes_nothing_in_the_name_of_a_user() {
    let app = App::start().await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    let url = format!("{}/name", app.url);
    let foreign = browser.send(Method::POST, &url, &[("origin", "https://evil.example")]).await;
    assert_eq!((foreign.status(), app.playground.api_requests()), (StatusCode::FORBIDDEN, 0));
    let own = browser.send(Method::POST, &url, &[("origin", &app.url)]).await;
    assert_eq!(own.text().await.unwrap(), "architect@app.example");
}

#[tokio::test]
async fn a_page_of_someone_else_opens_no_web_socket_in_the_name_of_a_user() {
    let app = App::start().await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    let url = format!("{}/name", app.url);
    // A page of another port is of the same site, so that the cookie goes along.
    let page = |origin| [("connection", "upgrade"), ("upgrade", "websocket"), ("origin", origin)];
    let foreign = browser.send(Method::GET, &url, &page("http://127.0.0.1:1")).await;
    assert_eq!((foreign.status(), app.playground.api_requests()), (StatusCode::FORBIDDEN, 0));
    let own = browser.send(Method::GET, &url, &page(&app.url)).await;
    assert_eq!(own.text().await.unwrap(), "architect@app.example");
}

#[tokio::test]
async fn a_user_who_signs_out_is_signed_out_everywhere_and_the_tokens_are_revoked() {
    let app = App::with(|web| web.post_logout_redirect_uri("http://127.0.0.1:9/bye")).await;
    let (browser, copy) = (Browser::default(), Browser::default());
    browser.sign_in(&app, "architect").await;
    copy.plant("session", &browser.cookie("session").unwrap());
    let answer = browser.send(Method::POST, &format!("{}/auth/sign-out", app.url), &OWN).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!((browser.cookie("session"), copy.who(&app).await), (None, "nobody".to_owned()));
    app.revocations(2).await; // the refresh token, and the access token

    let at_server = location(&answer);
    assert!(at_server.starts_with(&format!("{}/end_session?", app.playground.issuer())), "{at_server}");
    assert_eq!(location(&browser.open(&at_server).await), "http://127.0.0.1:9/bye");
}

#[tokio::test]
async fn a_user_whose_session_has_ended_signs_out_at_the_authorization_server_all_the_same() {
    let app = App::with(|web| web.post_logout_redirect_uri("http://127.0.0.1:9/bye")).await;
    let answer = Browser::default().send(Method::POST, &format!("{}/auth/sign-out", app.url), &OWN).await;
    let at_server = location(&answer);
    assert!(at_server.starts_with(&format!("{}/end_session?client_id=app&", app.playground.issuer())), "{at_server}");
}

#[tokio::test]
async fn a_user_is_signed_out_even_if_the_authorization_server_does_not_answer() {
    let app = App::start().await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    let copy = browser.cookie("session").unwrap();
    let broken = auth_examples::playground::Answer::new(StatusCode::SERVICE_UNAVAILABLE).times(9);
    app.playground.answer("POST /revocation", broken);
    let answer = browser.send(Method::POST, &format!("{}/auth/sign-out", app.url), &OWN).await;
    assert_eq!((answer.status(), location(&answer).as_str()), (StatusCode::SEE_OTHER, "/"));
    browser.plant("session", &copy);
    assert_eq!(browser.who(&app).await, "nobody");
}

#[tokio::test]
async fn who_has_not_signed_in_may_sign_out() {
    let app = App::start().await;
    let answer = Browser::default().send(Method::POST, &format!("{}/auth/sign-out", app.url), &OWN).await;
    assert_eq!((answer.status(), location(&answer).as_str()), (StatusCode::SEE_OTHER, "/"));
}
