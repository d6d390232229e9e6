//! The agent works as long as it is asked to, and tells an operator what is the matter.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Command, Output, Stdio},
    time::Duration,
};

use auth_examples::playground::{Playground, Registration};

/// Neither a word nor a part of a name.
const SECRET: &str = "0penSesame";

fn service() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_service"));
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AUTH_SERVICE_")) {
        command.env_remove(name);
    }
    command
}

/// What it wrote for the operator, which is never a secret or a token.
fn told(output: &Output) -> (String, String) {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8(bytes.clone()).unwrap());
    for secret in [SECRET, "a secret of the playground", "eyJ"] {
        assert!(!out.contains(secret) && !err.contains(secret), "{out}{err}");
    }
    (out, err)
}

async fn run(command: &mut Command) -> Output {
    let mut command = std::mem::replace(command, Command::new("true"));
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

/// A playground that knows the agent, and the agent's settings as a file.
async fn playground(name: &str, scopes: &str) -> (Playground, PathBuf) {
    let playground = Playground::start().await.unwrap();
    let agent = Registration::new("agent", SECRET, scopes.parse().unwrap());
    playground.register(agent.token_lifetime(Duration::from_secs(1)));
    let file = env::temp_dir().join(format!("auth-service-{}-{name}.toml", std::process::id()));
    let (issuer, api) = (playground.issuer(), playground.api());
    let text = format!("issuer = '{issuer}'\nclient_id = 'agent'\nclient_secret = '{SECRET}'\nbase_url = '{api}'\n");
    fs::write(&file, text).unwrap();
    (playground, file)
}

#[tokio::test]
async fn an_agent_without_settings_rehearses_a_bad_day_and_recovers() {
    let (out, err) = told(&run(&mut service()).await);
    let health: Vec<_> = out.lines().filter_map(|line| line.split_once("health: ")).map(|(_, health)| health).collect();
    assert_eq!(health.first(), Some(&"good"), "{out}{err}");
    assert!(health.iter().any(|health| health.starts_with("at risk") || health.starts_with("bad")), "{out}");
    assert_eq!(health.last(), Some(&"good"), "{out}");
    assert!(out.contains("clouds: 1, projects: 2, models: 0"), "{out}");
    assert!(out.lines().last().unwrap().contains("done: 48 rounds, "), "{out}");
}

#[tokio::test]
async fn an_agent_outlives_its_tokens_with_settings_from_a_file_or_from_the_environment() {
    let (playground, file) = playground("file", "model:read").await;
    let (issuer, api) = (playground.issuer().to_owned(), playground.api().to_owned());
    let mut by_file = service();
    by_file.arg(&file);
    let mut by_environment = service();
    by_environment.envs([("AUTH_SERVICE_ISSUER", &issuer), ("AUTH_SERVICE_BASE_URL", &api)]);
    by_environment.envs([("AUTH_SERVICE_CLIENT_ID", "agent"), ("AUTH_SERVICE_CLIENT_SECRET", SECRET)]);
    for mut command in [by_file, by_environment] {
        let (tokens, calls) = (playground.requests("POST /token"), playground.requests("GET /cloud"));
        let output = run(command.args(["--rounds", "25", "--every", "100"])).await;
        let (out, err) = told(&output);
        assert!(output.status.success(), "{out}{err}");
        assert!(out.contains("done: 25 rounds, 0 failed"), "{out}");
        assert_eq!(playground.requests("GET /cloud") - calls, 25);
        let fetched = playground.requests("POST /token") - tokens;
        assert!(fetched >= 3, "{fetched} tokens of a second each");
    }
    fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn an_agent_that_is_told_to_stop_ends_in_order() {
    let (_playground, file) = playground("stop", "model:read").await;
    let mut child = service().arg(&file).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (status, rest) = tokio::task::spawn_blocking(move || {
        assert!(lines.by_ref().any(|line| line.unwrap().contains("health: good")));
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        (child.wait().unwrap(), lines.map(Result::unwrap).collect::<Vec<_>>())
    })
    .await
    .unwrap();
    assert!(status.success());
    assert!(
        rest.iter().any(|line| line.contains("told to stop")) && rest.last().unwrap().contains("done: 1 rounds"),
        "{rest:?}"
    );
    fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn what_is_wrong_with_an_agent_is_told_before_it_works_with_what_to_do() {
    let (_playground, file) = playground("wrong", "bcf:read").await;
    let output = run(service().arg(&file)).await;
    let (out, err) = told(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(out.ends_with("asking for model:read\n"), "{out}");
    assert!(err.starts_with("service: the authorization server refused the scopes"), "{err}");

    fs::write(&file, format!("issuer = 'http://iam.example.com'\nclient_secret = '{SECRET}'\nscope = 1")).unwrap();
    let output = run(service().arg(&file)).await;
    let (_, err) = told(&output);
    assert_eq!(output.status.code(), Some(2));
    for part in ["for 3 reasons", "line 1: `issuer` is http", "`client_id` is missing", "line 3: `scope` is not known"]
    {
        assert!(err.contains(part), "{err}");
    }

    let output = run(service().env("AUTH_SERVICE_API_KEY", SECRET).env("AUTH_SERVICE_SCOPES", "bcf:read")).await;
    let (_, err) = told(&output);
    assert!(err.contains("`AUTH_SERVICE_SCOPES` `model:read` is missing"), "{err}");
    fs::remove_file(file).unwrap();
}
