//! The example `web` as its user sees it: in a browser.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod browser;
#[path = "browser/page.rs"]
mod page;

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use auth_examples::playground::Playground;
use fantoccini::{Client, Locator, cookies::Cookie};
use reqwest::{StatusCode, redirect::Policy};
use serde_json::{Value, json};

use browser::{Browser, screenshot};
use page::{click, fill, follow, path, texts};

#[tokio::test(flavor = "multi_thread")]
async fn a_user_signs_in_keeps_a_scope_back_and_signs_out() {
    let playground = Playground::start().await.unwrap();
    playground.furnish().unwrap();
    let web = Web::start(&[
        ("AUTH_ISSUER", playground.issuer()),
        ("AUTH_CLIENT_ID", "viewer-web"),
        ("AUTH_CLIENT_SECRET", "a secret of the playground"),
        ("AUTH_API", playground.api()),
    ]);
    let browser = Browser::start().await;
    let tab = browser.open(&web.url).await;
    screenshot(&tab, "web-start").await;

    follow(&tab, "main .button").await;
    sign_in(&tab, "sign-in").await;
    screenshot(&tab, "consent").await;
    click(&tab, "input[name='scope bcf:write']").await;
    follow(&tab, "button[value=allow]").await;
    assert_eq!(path(&tab).await, "/projects", "where the user wanted to go");
    screenshot(&tab, "web-projects").await;
    follow(&tab, "main li a").await;
    assert_eq!(texts(&tab, "#models li").await, ["Ground floor", "First floor", "Boathouse"]);
    assert_eq!(texts(&tab, ".scopes del").await, ["bcf:write"], "what was kept back");
    assert_eq!(texts(&tab, ".scopes li:not(:has(del))").await, ["model:read", "bcf:read", "org:manage"]);
    let project = path(&tab).await;

    open_topic(&tab, "The roof leaks").await;
    assert_eq!(texts(&tab, "h1").await, ["Not allowed"]);
    assert_eq!(texts(&tab, "main code").await, ["bcf:write"]);
    assert_eq!(playground.api_requests(), 4, "the clouds, the projects, the models and the topics were asked for");
    screenshot(&tab, "web-not-allowed").await;

    follow(&tab, "main .button").await;
    follow(&tab, "button[value=allow]").await;
    assert_eq!(path(&tab).await, project, "back where it was refused");
    open_topic(&tab, "The roof leaks").await;
    assert_eq!(texts(&tab, "#topics li").await.len(), 2);
    screenshot(&tab, "web-project").await;

    follow(&tab, "main .button").await;
    tab.wait().for_element(Locator::Css(".elements li")).await.unwrap();
    assert!(texts(&tab, ".elements li").await.contains(&"Front door IfcDoor".to_owned()));
    screenshot(&tab, "web-viewer").await;
    assert_no_token_but_that_of_the_viewer(&tab).await;

    let cookies = tab.get_all_cookies().await.unwrap();
    follow(&tab, "header button").await;
    assert_eq!(texts(&tab, "main .button").await, ["Sign in"], "{}", path(&tab).await);
    screenshot(&tab, "web-signed-out").await;
    assert_refused(&web, &cookies).await;
    tab.goto(&format!("{}{project}", web.url)).await.unwrap();
    assert_eq!(texts(&tab, "h1").await, ["Sign in"], "at the authorization server, too, nobody is signed in");
    tab.close().await.unwrap();
}

/// The page's script finds neither the application's tokens nor its cookies.
async fn assert_no_token_but_that_of_the_viewer(tab: &Client) {
    let cookies = tab.get_all_cookies().await.unwrap();
    assert!(cookies.iter().any(|cookie| cookie.name() == "models"), "{cookies:?}");
    for cookie in &cookies {
        assert_eq!(cookie.http_only(), Some(true), "{cookie:?}");
        assert!(!cookie.value().contains('.'), "a token has dots: {cookie:?}");
    }
    let seen = "return [document.cookie, localStorage.length, sessionStorage.length, \
                document.documentElement.outerHTML.includes('eyJ')]";
    assert_eq!(tab.execute(seen, Vec::new()).await.unwrap(), json!(["", 0, 0, false]));

    let fetch = "const done = arguments[0]; const of = (token) => JSON.parse(atob(token.split('.')[1]));
                 fetch(document.getElementById('viewer').dataset.token, { method: 'POST' })
                   .then((answer) => answer.json()).then((body) => done(of(body.token)))";
    let claims: Value = tab.execute_async(fetch, Vec::new()).await.unwrap();
    assert!(claims["project_id"].is_u64(), "{claims}");
    assert_eq!(claims["scope"], "bcf:read model:read");
    let session = "const done = arguments[0]; fetch('/auth/session').then((answer) => answer.json()).then(done)";
    let session: Value = tab.execute_async(session, Vec::new()).await.unwrap();
    let names: Vec<&str> = session.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["expires_in", "name", "scopes", "signed_in", "sub"]);
    assert_eq!((&session["signed_in"], &session["sub"]), (&json!(true), &json!("architect")));
}

/// Who has kept the cookies of a session that has ended has nothing.
async fn assert_refused(web: &Web, cookies: &[Cookie<'static>]) {
    let http = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let cookies: Vec<String> = cookies.iter().map(|cookie| cookie.stripped().to_string()).collect();
    let request = http.get(format!("{}/projects", web.url)).header("cookie", cookies.join("; "));
    assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_settings_it_brings_its_own_authorization_server() {
    let web = Web::start(&[]);
    let browser = Browser::start().await;
    let tab = browser.open(&web.url).await;
    follow(&tab, "main .button").await;
    sign_in(&tab, "sign-in").await;
    follow(&tab, "button[value=deny]").await;
    assert_eq!(texts(&tab, "h1").await, ["Not signed in"]);
    screenshot(&tab, "web-not-signed-in").await;
    tab.close().await.unwrap();
}

#[test]
fn a_setting_that_is_missing_is_named() {
    let output = command(&[("AUTH_ISSUER", "https://iam.example.com"), ("AUTH_CLIENT_ID", "me")]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "`AUTH_CLIENT_SECRET` is needed beside `AUTH_ISSUER`\n");
}

/// The program, until this is dropped.
struct Web {
    program: Child,
    url: String,
}

impl Web {
    fn start(settings: &[(&str, &str)]) -> Self {
        let mut program = command(settings).stdout(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut url).unwrap();
        Self { program, url: url.trim().to_owned() }
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        _ = self.program.kill();
        _ = self.program.wait();
    }
}

fn command(settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_web"));
    for name in ["AUTH_ISSUER", "AUTH_CLIENT_ID", "AUTH_CLIENT_SECRET", "AUTH_API", "WEB_BASE_URL", "WEB_PORT"] {
        command.env_remove(name);
    }
    command.envs(settings.iter().copied());
    command
}

/// Fills in the page of the playground.
async fn sign_in(tab: &Client, picture: &str) {
    screenshot(tab, picture).await;
    fill(tab, "#username", "architect").await;
    fill(tab, "#password", "playground").await;
    follow(tab, "button[value=sign-in]").await;
}

async fn open_topic(tab: &Client, title: &str) {
    fill(tab, "#title", title).await;
    follow(tab, "main form button").await;
}
