//! The example `login` as its user sees it: what it prints, with a browser that needs no pages.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    io::{BufRead as _, BufReader, Lines},
    path::Path,
    process::{Child, ChildStdout, Stdio},
};

use auth_examples::playground::Playground;
use auth_tests::key_store::{
    Home,
    KeyStore::{self, *},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_second_start_needs_no_browser() {
    let (playground, home) = (playground().await, Home::new("login"));
    let mut first = Login::start(&playground, &home, Unlocked, &[]);
    first.sign_in().await;
    let told = first.rest();
    assert!(told[0].starts_with("signed in as "), "{told:?}");
    assert!(told[0].ends_with("who granted model:read offline_access openid"), "{told:?}");
    assert!(told[1..].iter().any(|line| line.ends_with("/ Ground floor")), "{told:?}");

    let asked = playground.requests("POST /par");
    let told = Login::start(&playground, &home, Unlocked, &[]).rest();
    assert!(told[0].starts_with("no need to sign in"), "{told:?}");
    assert!(told.iter().any(|line| line.ends_with("/ Ground floor")), "{told:?}");
    let told = Login::start(&playground, &home, Unlocked, &["--sign-out"]).rest();
    assert_eq!(told.last().unwrap(), "signed out");
    assert_eq!(playground.requests("POST /par"), asked, "nobody was asked");
    assert!(playground.requests("POST /revocation") >= 1);

    let mut after = Login::start(&playground, &home, Unlocked, &[]);
    after.sign_in().await;
    after.rest();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_without_a_key_store_asks_each_time() {
    let (playground, home) = (playground().await, Home::new("login-absent"));
    for _ in 0..2 {
        let mut login = Login::start(&playground, &home, Absent, &[]);
        login.sign_in().await;
        login.rest();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_signs_in_on_another_machine() {
    let (playground, home) = (playground().await, Home::new("login-device"));
    let mut login = Login::start(&playground, &home, Absent, &["--device"]);
    let told = login.line();
    let code = told.rsplit_once(' ').unwrap().1;
    assert!(told.contains(&format!("{}/device", playground.issuer())), "{told}");
    reqwest::get(format!("{}/device?user_code={code}", playground.issuer())).await.unwrap();
    let rest = login.rest();
    assert!(rest[0].starts_with("signed in as "), "{rest:?}");
}

async fn playground() -> Playground {
    let playground = Playground::start().await.unwrap();
    playground.furnish().unwrap();
    playground.skip_pages("architect");
    playground
}

struct Login {
    program: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Login {
    /// On a machine where no browser is found.
    fn start(playground: &Playground, home: &Home, key_store: KeyStore, arguments: &[&str]) -> Self {
        let mut program = home
            .command(key_store, Path::new("/usr/bin/env"))
            .args(["PATH=/nowhere", env!("CARGO_BIN_EXE_login")])
            .args(arguments)
            .env("AUTH_ISSUER", playground.issuer())
            .env("AUTH_CLIENT_ID", "viewer-desktop")
            .env("AUTH_API", playground.api())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        Self { program, lines }
    }

    /// The user's part, with a browser.
    async fn sign_in(&mut self) {
        let url = self.line().strip_prefix("sign in at ").unwrap().to_owned();
        assert_eq!(self.line(), "no browser could be opened here: open it yourself");
        let page = reqwest::get(url).await.unwrap().text().await.unwrap();
        assert!(page.contains("You are signed in"), "{page}");
    }

    fn line(&mut self) -> String {
        self.lines.next().unwrap().unwrap()
    }

    /// What it prints until it ends well.
    fn rest(&mut self) -> Vec<String> {
        let rest = self.lines.by_ref().map(Result::unwrap).collect();
        assert!(self.program.wait().unwrap().success());
        rest
    }
}

impl Drop for Login {
    fn drop(&mut self) {
        // It may have ended already.
        _ = self.program.kill();
        _ = self.program.wait();
    }
}
