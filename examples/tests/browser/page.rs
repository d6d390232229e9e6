//! What a user does with a page.

use std::time::Duration;

use fantoccini::{Client, Locator};
use serde_json::json;

pub(crate) async fn fill(tab: &Client, selector: &str, text: &str) {
    let field = tab.find(Locator::Css(selector)).await.unwrap();
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

pub(crate) async fn click(tab: &Client, selector: &str) {
    let found = tab.find(Locator::Css(selector)).await;
    let Ok(element) = found else { panic!("no `{selector}` at {}: {}", path(tab).await, tab.source().await.unwrap()) };
    element.click().await.unwrap();
}

/// Clicks on what leads to another page, and returns when that is there.
pub(crate) async fn follow(tab: &Client, selector: &str) {
    tab.execute("window.left = false", Vec::new()).await.unwrap();
    click(tab, selector).await;
    let arrived = "return window.left === undefined && document.readyState === 'complete'";
    let arrival = async {
        while tab.execute(arrived, Vec::new()).await.ok() != Some(json!(true)) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), arrival)
        .await
        .unwrap_or_else(|_| panic!("`{selector}` leads nowhere"));
}

pub(crate) async fn texts(tab: &Client, selector: &str) -> Vec<String> {
    let texts = "return [...document.querySelectorAll(arguments[0])].map((element) => element.innerText.trim())";
    serde_json::from_value(tab.execute(texts, vec![json!(selector)]).await.unwrap()).unwrap()
}

pub(crate) async fn path(tab: &Client) -> String {
    tab.current_url().await.unwrap().path().to_owned()
}
