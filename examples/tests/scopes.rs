//! The tool `scopes` as its user sees it: in a terminal, in a program, and in a browser.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod browser;

use std::{
    fs,
    process::{Command, Output},
};

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use browser::Browser;

fn scopes(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scopes")).args(arguments).output().unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = scopes(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn operations_are_listed_by_scope_without_colours_where_there_is_no_terminal() {
    let table = stdout(&["bimdata"]);
    assert!(table.starts_with("bcf:read  28 operations"), "{table}");
    assert!(table.contains("\nno scope  20 operations\n"), "{table}");
    assert!(!table.contains('\u{1b}'), "{table}");
    assert!(stdout(&["imodelhub"]).starts_with("imodelhub  25 operations"));
}

#[test]
fn the_least_scopes_for_some_operations_end_the_table() {
    let table = stdout(&["bimdata", "--for", "GetModel,CreateTopic"]);
    assert_eq!(table.lines().last(), Some("least scopes for all of them  model:read bcf:write"));
}

#[test]
fn json_says_the_same_to_a_program() {
    let all: Value = serde_json::from_str(&stdout(&["bimdata", "--format", "json"])).unwrap();
    assert_eq!(all["operations"].as_array().unwrap().len(), 395);
    let some = stdout(&["bimdata", "--for", "GetProjectUsers,GetTopics", "--format", "json"]);
    let some: Value = serde_json::from_str(&some).unwrap();
    assert_eq!(some["least"], json!(["bcf:read"]));
}

#[test]
fn a_mistake_ends_with_2_and_says_what_is_meant() {
    let output = scopes(&["bimdata", "--for", "GetModle"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("did you mean `GetModel`?"));
}

#[tokio::test]
async fn the_page_can_be_sorted_and_filtered_in_a_browser() {
    let page = concat!(env!("CARGO_TARGET_TMPDIR"), "/scopes.html");
    stdout(&["bimdata", "--format", "html", "--output", page]);
    assert!(!fs::read_to_string(page).unwrap().contains("://"), "it names nothing that is somewhere else");

    let browser = Browser::start().await;
    let tab = browser.open(&format!("file://{page}")).await;
    assert_eq!(rows(&tab).await.len(), 395);
    browser::screenshot(&tab, "scopes").await;

    click(&tab, "thead th:last-child button").await;
    let paths = column(&tab, 17).await;
    assert!(paths.is_sorted_by_key(|path| path.to_lowercase()), "{:?}", &paths[..9]);

    click(&tab, "thead .scope button").await;
    assert_eq!(
        column(&tab, 3).await[..29].iter().filter(|cell| !cell.is_empty()).count(),
        28,
        "what needs it is first"
    );

    let marked = "return [...document.querySelectorAll('thead th')] \
                  .filter(head => getComputedStyle(head).boxShadow !== 'none').map(head => head.innerText)";
    assert_eq!(strings(&tab, marked).await, ["bcf:read"], "what it is sorted by can be seen");

    tab.find(Locator::Id("find")).await.unwrap().send_keys("get topic").await.unwrap();
    let found = rows(&tab).await;
    assert!(found.len() > 1 && found.iter().all(|row| row.to_lowercase().contains("topic")), "{found:?}");
    fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/scopes-found.png"), tab.screenshot().await.unwrap()).unwrap();

    tab.find(Locator::Id("scope")).await.unwrap().select_by_value("bcf:write").await.unwrap();
    assert_eq!(tab.find(Locator::Id("shown")).await.unwrap().text().await.unwrap(), "0 of 395 operations");
    browser::screenshot(&tab, "scopes-none").await;
    let fetched = "return performance.getEntriesByType('resource').map(entry => entry.name)";
    assert_eq!(tab.execute(fetched, Vec::new()).await.unwrap(), json!([]), "it fetches nothing");
    tab.close().await.unwrap();
}

/// The names of the operations that are shown.
async fn rows(tab: &Client) -> Vec<String> {
    strings(tab, "return [...document.querySelectorAll('tbody tr:not([hidden])')].map(row => row.innerText)").await
}

async fn column(tab: &Client, number: usize) -> Vec<String> {
    let cells = "return [...document.querySelectorAll('tbody tr:not([hidden])')].map(row => row.cells";
    strings(tab, &format!("{cells}[{}].textContent)", number - 1)).await
}

async fn strings(tab: &Client, script: &str) -> Vec<String> {
    serde_json::from_value(tab.execute(script, Vec::new()).await.unwrap()).unwrap()
}

async fn click(tab: &Client, selector: &str) {
    tab.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
}
