use auth_core::CredentialError;
use auth_reqwest::oauth::{AuthorizationCode, ClientRegistration, web::WebSignIn};
use axum::{Router, body::Body};
use http::{Request, StatusCode};
use reqwest::Response;
use tower::ServiceExt as _;

use crate::app::{App, Browser};

fn set_cookies(response: &Response) -> Vec<&str> {
    response.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect()
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let app = App::start().await;
    let browser = Browser::default();
    let begun = browser.open(&format!("{}/auth/sign-in", app.url)).await;
    let [pending] = set_cookies(&begun)[..] else { panic!("{begun:?}") };
    assert!(
        pending.starts_with("session-pending-") && pending.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=600"),
        "{pending}"
    );
    let done = browser.sign_in(&app, "architect").await;
    let session = set_cookies(&done)[0];
    assert!(session.starts_with("session=") && session.ends_with("; HttpOnly; SameSite=Lax; Path=/"), "{session}");
    assert_eq!(session.split(['=', ';']).nth(1).unwrap().len(), 43, "256 bits");
    assert_eq!(done.headers()["referrer-policy"], "no-referrer", "the code stays where it was");
    assert_eq!(done.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn by_https_cookies_are_for_this_very_host_and_https() {
    let public = "https://app.example";
    let app = App::behind(Some(public), |web| web).await;
    let browser = Browser::default();
    // What is in front of the application has the name and the certificate.
    let callback = browser.callback(&app, "architect", "/").await.replace(public, &app.url);
    let done = browser.open(&callback).await;
    let [session, pending] = set_cookies(&done)[..] else { panic!("{done:?}") };
    assert!(session.starts_with("__Host-session="), "{session}");
    assert!(session.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/"), "{session}");
    assert!(
        pending.starts_with("__Host-session-pending-")
            && pending.contains("=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0"),
        "{pending}"
    );
    assert_eq!(browser.who(&app).await, "architect");
}

#[tokio::test]
async fn of_two_sessions_none_is_taken() {
    let app = App::start().await;
    let (browser, other) = (Browser::default(), Browser::default());
    browser.sign_in(&app, "architect").await;
    other.sign_in(&app, "surveyor").await;
    let own = browser.cookie("session").unwrap();
    // As a neighbour's host may plant one beside it, where the prefix `__Host-` does not prevent it.
    browser.plant("session", &format!("{own}; session={}", other.cookie("session").unwrap()));
    assert_eq!(browser.who(&app).await, "nobody");
}

#[tokio::test]
async fn the_name_of_the_cookie_can_be_chosen() {
    let app = App::with(|web| web.cookie_name("models")).await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    assert!(browser.cookie("models").is_some() && browser.cookie("session").is_none());
}

#[test]
fn what_cannot_work_is_refused_when_it_is_built() {
    for (uri, cookie) in [
        ("com.example.app:/callback", "session"),
        ("not a URL", "session"),
        ("https://app.example/auth/callback", ""),
        ("https://app.example/auth/callback", "a;b"),
    ] {
        let message = build(uri, cookie).unwrap_err().to_string();
        assert!(message.starts_with("a web application needs an http or https URL"), "{message}");
    }
    for uri in ["http://app.example/auth/callback", "https://app.example/auth/callback#a"] {
        let message = build(uri, "session").unwrap_err().to_string();
        assert!(message.ends_with("without a fragment, and not http except on loopback"), "{message}");
    }
    for path in ["/auth/session", "/auth/sign-in", "/sign-out", "/:a/callback", "/*a/callback"] {
        let message = build(&format!("https://app.example{path}"), "session").unwrap_err().to_string();
        assert!(message.starts_with(&format!("the redirect URI cannot be at `{path}`: ")), "{message}");
    }
}

#[tokio::test]
async fn the_callback_is_at_the_very_path_of_the_redirect_uri() {
    for (uri, path) in [
        ("https://app.example/auth/callback", "/auth/callback"),
        ("http://[::1]:8080", "/"),
        ("https://app.example/{a}/callback", "/%7Ba%7D/callback"),
    ] {
        let app: Router = Router::new().merge(build(uri, "session").unwrap().router());
        let answer = app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{uri}: nobody has begun to sign in");
    }
}

fn build(uri: &str, cookie: &str) -> Result<WebSignIn, CredentialError> {
    let registration = ClientRegistration::builder("app").token_endpoint("https://iam.example/token").unwrap();
    WebSignIn::builder(AuthorizationCode::new(&registration, uri)).cookie_name(cookie).build()
}
