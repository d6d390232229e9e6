use std::time::Duration;

use http::Method;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    app::{App, Browser, location},
    clock::StandingClock,
};

#[tokio::test]
async fn a_session_has_a_value_that_no_browser_chose() {
    let app = App::start().await;
    let (victim, attacker) = (Browser::default(), Browser::default());
    attacker.sign_in(&app, "surveyor").await;
    for planted in [attacker.cookie("session").unwrap(), "A".repeat(43)] {
        victim.plant("session", &planted);
        victim.sign_in(&app, "architect").await;
        assert_ne!(victim.cookie("session").unwrap(), planted);
        assert_eq!(victim.who(&app).await, "architect");
        assert_ne!(attacker.who(&app).await, "architect");
    }
}

#[tokio::test]
async fn who_signs_in_again_has_a_new_session_and_the_old_one_is_over() {
    let app = App::start().await;
    let (browser, copy) = (Browser::default(), Browser::default());
    browser.sign_in(&app, "architect").await;
    copy.plant("session", &browser.cookie("session").unwrap());
    assert_eq!(copy.who(&app).await, "architect");
    browser.sign_in(&app, "architect").await;
    assert_ne!(browser.cookie("session"), copy.cookie("session"));
    assert_eq!((browser.who(&app).await, copy.who(&app).await), ("architect".to_owned(), "nobody".to_owned()));
    app.revocations(2).await; // of its tokens
}

#[tokio::test]
async fn a_session_ends_after_its_life_however_much_it_is_used() {
    let clock = StandingClock::default();
    let app = App::with(|web| web.clock(clock.clone()).lifetime(Duration::from_mins(90))).await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    for _ in 0..2 {
        clock.advance(Duration::from_mins(44));
        assert_eq!(browser.who(&app).await, "architect");
    }
    let session = browser.open(&format!("{}/auth/session", app.url)).await.json::<Value>().await.unwrap();
    assert_eq!(session["expires_in"], 120);
    clock.advance(Duration::from_mins(2));
    assert_eq!(browser.who(&app).await, "nobody");
}

#[tokio::test]
async fn a_session_that_is_not_used_ends_earlier() {
    let clock = StandingClock::default();
    let app = App::with(|web| web.clock(clock.clone()).idle_time(Duration::from_mins(5))).await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    clock.advance(Duration::from_mins(5));
    assert_eq!(browser.who(&app).await, "nobody");
    clock.advance(Duration::from_mins(5));
    Browser::default().sign_in(&app, "surveyor").await;
    assert!(format!("{:?}", app.web).contains("live: 1"), "{:?}", app.web);
}

#[tokio::test]
async fn a_page_that_looks_whether_the_session_lasts_does_not_make_it_last() {
    let clock = StandingClock::default();
    let app = App::with(|web| web.clock(clock.clone()).idle_time(Duration::from_mins(5))).await;
    let browser = Browser::default();
    browser.sign_in(&app, "architect").await;
    let url = format!("{}/auth/session", app.url);
    let ask = async || browser.open(&url).await.json::<Value>().await.unwrap()["signed_in"].clone();
    clock.advance(Duration::from_mins(4));
    assert_eq!(ask().await, true);
    clock.advance(Duration::from_mins(1));
    assert_eq!((ask().await, browser.who(&app).await.as_str()), (json!(false), "nobody"));
}

#[tokio::test]
async fn users_of_one_application_each_renew_their_own_tokens() {
    let app = App::start().await;
    let browsers = [("architect", Browser::default()), ("surveyor", Browser::default())];
    for (user, browser) in &browsers {
        browser.sign_in(&app, user).await;
    }
    for round in 1..3 {
        app.playground.revoke_tokens();
        for (user, browser) in &browsers {
            let address = browser.open(&format!("{}/name", app.url)).await.text().await.unwrap();
            assert_eq!(address, format!("{user}@app.example"), "{round}");
        }
    }
    assert_eq!(app.codes(), 6, "two codes, and four refresh tokens");
}

#[tokio::test]
async fn without_a_user_a_page_is_sent_to_sign_in_and_a_script_is_refused() {
    let app = App::start().await;
    let browser = Browser::default();
    for (page, path) in [("/name?a=b", "%2Fname%3Fa%3Db"), ("/inner/name", "%2Finner%2Fname")] {
        let answer = browser.open(&format!("{}{page}", app.url)).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(location(&answer), format!("/auth/sign-in?return_to={path}"));
    }
    for headers in [[("sec-fetch-mode", "cors"), ("accept", "text/html")], [("accept", "*/*"), ("a", "b")]] {
        let answer = browser.send(Method::GET, &format!("{}/name", app.url), &headers).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn a_script_learns_who_has_signed_in_and_no_token() {
    let app = App::start().await;
    let browser = Browser::default();
    let ask = async || {
        let answer = browser.open(&format!("{}/auth/session", app.url)).await;
        assert_eq!(answer.headers()["cache-control"], "no-store");
        answer.json::<Value>().await.unwrap()
    };
    assert_eq!(ask().await, json!({ "signed_in": false }));
    browser.sign_in(&app, "architect").await;
    let session = ask().await;
    assert!(session["expires_in"].as_u64().is_some_and(|left| left > 28_000 && left <= 28_800), "{session}");
    assert_eq!(session["scopes"], json!(["offline_access", "openid", "user:read"]));
    assert_eq!(session.as_object().unwrap().len(), 5);
    assert!(!session.to_string().contains("eyJ"), "{session}");
}
