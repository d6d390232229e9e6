use auth_examples::playground::Playground;
use serde_json::Value;

use crate::{
    http, json, playground,
    user::{User, ask, error},
};

const SCOPE: &str = "openid offline_access model:read";

async fn begin(playground: &Playground) -> Value {
    let request = http().post(format!("{}/device_authorization", playground.issuer()));
    json(request.form(&[("client_id", "viewer-desktop"), ("scope", SCOPE)])).await
}

fn poll(playground: &Playground, device: &Value) -> reqwest::RequestBuilder {
    let grant = "urn:ietf:params:oauth:grant-type:device_code";
    ask(playground, &[("grant_type", grant), ("device_code", device["device_code"].as_str().unwrap())])
}

#[tokio::test]
async fn a_device_gets_its_token_after_the_user_has_entered_the_code_elsewhere() {
    let playground = playground().await;
    let device = begin(&playground).await;
    assert_eq!(device["verification_uri"], format!("{}/device", playground.issuer()));
    assert_eq!(error(poll(&playground, &device)).await, "authorization_pending");
    assert_eq!(error(poll(&playground, &device)).await, "slow_down");

    let user = User::new(&playground);
    let code = device["user_code"].as_str().unwrap();
    let page = user.open(&format!("/device?user_code={code}")).await;
    assert!(page.text.contains(code) && !page.text.contains("viewer-desktop"), "a link alone begins nothing: {page:?}");
    let entered = code.replace('-', " ").to_lowercase();
    let page = user.post("/device", &[("user_code", &entered)]).await;
    let page = user.sign_in(&page, "playground").await;
    let page = user.consent(&page, &["model:read"]).await;
    assert!(page.text.contains("<h1>Done</h1>"), "{page:?}");

    let answer = json(poll(&playground, &device)).await;
    assert_eq!(answer["scope"], "model:read openid");
    assert!(answer["id_token"].is_string());
    assert_eq!(error(poll(&playground, &device)).await, "expired_token", "it is good for one use");
    assert_eq!(user.post("/device", &[("user_code", code)]).await.status, 404);
}

#[tokio::test]
async fn a_device_is_told_that_the_user_does_not_want_it() {
    let playground = playground().await;
    let device = begin(&playground).await;
    let user = User::new(&playground);
    let page = user.post("/device", &[("user_code", device["user_code"].as_str().unwrap())]).await;
    let page = user.cancel(&page).await;
    assert!(page.text.contains("<h1>Denied</h1>"), "{page:?}");
    assert_eq!(error(poll(&playground, &device)).await, "access_denied");
}

#[tokio::test]
async fn following_the_link_of_a_device_is_enough_when_pages_are_skipped() {
    let playground = playground().await;
    playground.skip_pages("surveyor");
    let device = begin(&playground).await;
    let link = device["verification_uri_complete"].as_str().unwrap();
    User::new(&playground).open(link.strip_prefix(playground.issuer()).unwrap()).await;
    assert!(json(poll(&playground, &device)).await["refresh_token"].is_string());
}
