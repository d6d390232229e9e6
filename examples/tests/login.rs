//! The example `login` as its user sees it: what it prints, with a browser that needs no pages.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    io::{BufRead as _, BufReader, Lines},
    process::{Child, ChildStdout, Command, Stdio},
};

use auth_examples::playground::Playground;

#[tokio::test(flavor = "multi_thread")]
async fn a_user_signs_in_with_a_browser_and_out_again() {
    let playground = playground().await;
    let mut login = Login::start(&playground, &[]);
    let url = login.line().strip_prefix("sign in at ").unwrap().to_owned();
    assert_eq!(login.line(), "no browser could be opened here: open it yourself");
    let page = reqwest::get(url).await.unwrap().text().await.unwrap();
    assert!(page.contains("You are signed in"), "{page}");
    let rest = login.rest();
    assert!(rest[0].starts_with("signed in as "), "{rest:?}");
    assert!(rest[0].ends_with("who granted model:read offline_access openid"), "{rest:?}");
    assert!(rest[1..].iter().any(|line| line.ends_with("/ Ground floor")), "{rest:?}");

    let mut login = Login::start(&playground, &["--sign-out"]);
    let url = login.line().strip_prefix("sign in at ").unwrap().to_owned();
    reqwest::get(url).await.unwrap();
    assert_eq!(login.rest().last().unwrap(), "signed out");
    assert!(playground.requests("POST /revocation") >= 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_signs_in_on_another_machine() {
    let playground = playground().await;
    let mut login = Login::start(&playground, &["--device"]);
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
    fn start(playground: &Playground, arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_login"))
            .args(arguments)
            .env("PATH", "")
            .env("AUTH_ISSUER", playground.issuer())
            .env("AUTH_CLIENT_ID", "viewer-desktop")
            .env("AUTH_API", playground.api())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        Self { program, lines }
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
