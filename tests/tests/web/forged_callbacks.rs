use std::time::Duration;

use futures_util::future::join_all;
use reqwest::StatusCode;

use crate::{
    app::{App, Browser, location, with_parameter},
    clock::StandingClock,
};

/// Nobody is signed in by it, and no code is exchanged.
async fn assert_refused(app: &App, browser: &Browser, callback: &str) {
    let before = app.codes();
    let answer = browser.open(callback).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{callback}");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(app.codes(), before, "{callback}");
    assert_eq!(browser.who(app).await, "nobody");
}

#[tokio::test]
async fn a_callback_with_another_state_or_none_signs_nobody_in() {
    let app = App::start().await;
    let browser = Browser::default();
    let callback = browser.callback(&app, "architect", "/").await;
    assert_refused(&app, &browser, &with_parameter(&callback, "state", Some("forged"))).await;
    assert_refused(&app, &browser, &with_parameter(&callback, "state", None)).await;
    assert_refused(&app, &browser, &format!("{}/auth/callback", app.url)).await;
    browser.open(&callback).await;
    assert_eq!(browser.who(&app).await, "architect", "and does not spoil the right one");
}

#[tokio::test]
async fn a_callback_of_someone_else_does_not_sign_a_user_in_as_them() {
    let app = App::start().await;
    let (attacker, victim) = (Browser::default(), Browser::default());
    let callback = attacker.callback(&app, "surveyor", "/").await;
    assert_refused(&app, &victim, &callback).await;
    victim.callback(&app, "architect", "/").await;
    assert_refused(&app, &victim, &callback).await;
}

#[tokio::test]
async fn a_callback_counts_once() {
    let app = App::start().await;
    let browser = Browser::default();
    let callback = browser.callback(&app, "architect", "/").await;
    assert_eq!(browser.open(&callback).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(browser.open(&callback).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(app.codes(), 1);
    assert_eq!(browser.who(&app).await, "architect");
}

#[tokio::test]
async fn a_callback_that_names_another_issuer_signs_nobody_in() {
    let app = App::start().await;
    let browser = Browser::default();
    let callback = browser.callback(&app, "architect", "/").await;
    let answer = browser.open(&with_parameter(&callback, "iss", Some("https://evil.example"))).await;
    assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
    assert_eq!((app.codes(), browser.who(&app).await), (0, "nobody".to_owned()));
}

#[tokio::test]
async fn a_user_who_says_no_is_told_so() {
    let app = App::start().await;
    let browser = Browser::default();
    let callback = browser.callback(&app, "architect", "/").await;
    let refused = with_parameter(&with_parameter(&callback, "code", None), "error", Some("access_denied"));
    let answer = browser.open(&refused).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(answer.text().await.unwrap().contains("You have not signed in."));
    assert_eq!(app.codes(), 0);
}

#[tokio::test]
async fn the_application_may_have_its_own_page_for_that() {
    let app =
        App::with(|web| web.error_page(|error| axum::response::IntoResponse::into_response(error.to_string()))).await;
    let answer = Browser::default().open(&format!("{}/auth/callback?code=a&state=b", app.url)).await;
    let told = answer.text().await.unwrap();
    assert!(
        told.starts_with("the callback is not the answer to this sign-in: this browser has not begun it"),
        "{told}"
    );
}

#[tokio::test]
async fn the_oldest_of_too_many_that_have_begun_is_forgotten() {
    let app = App::with(|web| web.pending_limit(3)).await;
    let browsers: [Browser; 4] = Default::default();
    let mut callbacks = Vec::new();
    for browser in &browsers {
        callbacks.push(browser.callback(&app, "architect", "/").await);
    }
    assert!(format!("{:?}", app.web).contains("PendingSignIns { limit: 3, begun: 3, .. }"), "{:?}", app.web);
    assert_refused(&app, &browsers[0], &callbacks[0]).await;
    for (browser, callback) in browsers.iter().zip(&callbacks).skip(1) {
        assert_eq!(browser.open(callback).await.status(), StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn one_sign_in_can_be_under_way_whatever_the_limit() {
    let app = App::with(|web| web.pending_limit(0)).await;
    let browser = Browser::default();
    assert_eq!(browser.sign_in(&app, "architect").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(browser.who(&app).await, "architect");
}

#[tokio::test]
async fn what_has_begun_is_forgotten_after_ten_minutes() {
    let clock = StandingClock::default();
    let app = App::with(|web| web.clock(clock.clone())).await;
    let browser = Browser::default();
    let callback = browser.callback(&app, "architect", "/").await;
    clock.advance(Duration::from_mins(10));
    assert_refused(&app, &browser, &callback).await;
}

#[tokio::test]
async fn several_pages_of_a_browser_may_sign_in_at_a_time() {
    let app = App::start().await;
    let browser = Browser::default();
    let first = browser.callback(&app, "architect", "/first").await;
    let second = browser.callback(&app, "architect", "/second").await;
    assert_eq!(location(&browser.open(&first).await), "/first");
    assert_eq!(location(&browser.open(&second).await), "/second");
    assert_eq!(browser.cookies().matches('=').count(), 1, "the others are of no use any more: {}", browser.cookies());
}

#[tokio::test]
async fn pages_that_a_browser_opens_at_once_may_each_sign_in() {
    let app = App::start().await;
    let browser = Browser::default();
    // As when a browser starts with the tabs of yesterday: none has a cookie yet.
    let begun = join_all(["/first", "/second", "/third"].map(|page| browser.callback(&app, "architect", page))).await;
    for (callback, page) in begun.iter().zip(["/first", "/second", "/third"]) {
        let answer = browser.open(callback).await;
        assert_eq!((answer.status(), location(&answer).as_str()), (StatusCode::SEE_OTHER, page));
    }
    assert_eq!(browser.cookies().matches('=').count(), 1, "{}", browser.cookies());
}

#[tokio::test]
async fn after_signing_in_a_browser_stays_with_the_application() {
    let app = App::start().await;
    let cases = [
        ("/name?a=b%26c", "/name?a=b&c"),
        ("//evil.example", "/"),
        ("/%5Cevil.example", "/"),
        ("https://evil.example", "/"),
        ("", "/"),
    ];
    for (return_to, expected) in cases {
        let browser = Browser::default();
        let callback = browser.callback(&app, "architect", return_to).await;
        assert_eq!(location(&browser.open(&callback).await), expected, "{return_to}");
    }
}
