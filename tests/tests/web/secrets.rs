use axum::body::Body;
use http::{Request, Response, header};
use tower::util::ServiceExt as _;

use crate::app::{App, Browser};

/// The values of the browser's cookies, the code, and what belongs to the sign-in.
fn secrets(browser: &Browser, callback: &str) -> Vec<String> {
    let callback: reqwest::Url = callback.parse().unwrap();
    let parameters = callback.query_pairs().filter(|(name, _)| name == "code" || name == "state");
    let mut secrets: Vec<String> = parameters.map(|(_, value)| value.into_owned()).collect();
    secrets.extend(browser.cookies().split("; ").filter_map(|cookie| Some(cookie.split_once('=')?.1.to_owned())));
    assert!(secrets.len() >= 3 && secrets.iter().all(|secret| secret.len() >= 20), "{secrets:?}");
    // As every token of the playground begins.
    secrets.push("eyJ".to_owned());
    secrets
}

#[track_caller]
fn check(text: &str, secrets: &[String]) {
    for secret in secrets {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn nothing_that_is_printed_tells_a_cookie_a_code_or_a_token() {
    let app = App::start().await;
    let browser = Browser::default();
    let callback = browser.callback(&app, "architect", "/").await;
    let mut all = secrets(&browser, &callback);
    check(&format!("{:?} {:#?}", app.web, app.web), &all);

    browser.open(&callback).await;
    all.extend(secrets(&browser, &callback));
    check(&format!("{:?} {:#?}", app.web, app.web), &all);
    let user = browser.open(&format!("{}/debug", app.url)).await.text().await.unwrap();
    assert!(user.starts_with("SignedIn {"), "{user}");
    check(&user, &all);

    let refused = browser.open(&callback).await.text().await.unwrap();
    assert!(refused.contains("Not signed in"), "{refused}");
    check(&refused, &all);
}

#[tokio::test]
async fn headers_that_hold_a_secret_are_marked_so_that_no_log_shows_them() {
    let app = App::start().await;
    let browser = Browser::default();
    let begun = send(&app, "/auth/sign-in", &browser).await;
    assert_marked(&begun);
    let callback = browser.callback(&app, "architect", "/").await;
    let path = callback.strip_prefix(&app.url).unwrap();
    assert_marked(&send(&app, path, &browser).await);
}

/// Inside of the process, where what is marked can still be seen.
async fn send(app: &App, path: &str, browser: &Browser) -> Response<Body> {
    let request = Request::get(path).header(header::COOKIE, browser.cookies()).body(Body::empty()).unwrap();
    app.web.router::<()>().oneshot(request).await.unwrap()
}

#[track_caller]
fn assert_marked(response: &Response<Body>) {
    assert_eq!(response.status(), 303);
    let headers = response.headers();
    assert!(headers.contains_key(header::SET_COOKIE));
    let mut secret = headers.get_all(header::SET_COOKIE).iter().chain(headers.get_all(header::LOCATION));
    assert!(secret.all(http::HeaderValue::is_sensitive), "{headers:?}");
    assert!(!format!("{headers:?}").contains("HttpOnly"), "{headers:?}");
}
