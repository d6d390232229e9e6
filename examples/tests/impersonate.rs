//! `impersonate` does what it says, at the playground and elsewhere, and shows no secret.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::Command;

use auth_examples::playground::{Playground, Registration};

const VARIABLES: [&str; 5] = ["ISSUER", "CLIENT_ID", "CLIENT_SECRET", "SUBJECT_TOKEN", "SCOPES"];

/// How it ended, and what it printed to its output and as errors.
struct Told {
    success: bool,
    output: String,
    errors: String,
}

/// Runs it with its output in a file, and with these variables.
fn impersonate(variables: &[(&str, &str)]) -> Told {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impersonate"));
    for name in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(name);
    }
    for name in VARIABLES {
        command.env_remove(format!("IMPERSONATE_{name}"));
    }
    for (name, value) in variables {
        command.env(format!("IMPERSONATE_{name}"), value);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Told { success: output.status.success(), output: text(output.stdout), errors: text(output.stderr) }
}

#[test]
fn every_step_succeeds_without_a_configuration_and_no_secret_is_shown() {
    let Told { success, output, errors } = impersonate(&[]);
    assert!(success, "{output}{errors}");
    assert!(errors.is_empty(), "{errors}");
    assert!(!output.contains('\x1b'), "plain text without a terminal");
    for line in [
        "API sees    architect\n",
        "API sees    architect, for whom agent acts\n",
        "API sees    surveyor, for whom agent acts\n",
        "topic       The door sticks, by surveyor@app.example\n",
        "after       model:read\n",
        "`UpdateModel` requires `model:write`",
        "All 7 steps did what they say.",
    ] {
        assert!(output.contains(line), "{line}: {output}");
    }
    for secret in ["a secret of the playground", "eyJ"] {
        assert!(!output.contains(secret), "{secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_names_another_server() {
    let playground = Playground::start().await.unwrap();
    playground.register(Registration::new("agent", "0penSesame", "model:read user:read".parse().unwrap()));
    let user = playground.user_token("architect", "viewer-web", "model:read user:read".parse().unwrap()).unwrap();
    let variables = |token| {
        [
            ("ISSUER", playground.issuer()),
            ("CLIENT_ID", "agent"),
            ("CLIENT_SECRET", "0penSesame"),
            ("SUBJECT_TOKEN", token),
            ("SCOPES", "model:read user:read"),
        ]
    };
    let Told { success, output, errors } = impersonate(&variables(user.expose()));
    assert!(success, "{output}{errors}");
    assert_eq!(output.matches("granted     model:read user:read\n   lives for   300 s\n").count(), 2, "{output}");
    assert_eq!(output.matches("granted     model:read\n").count(), 1, "{output}");

    // What is wrong is told without what is secret.
    playground.revoke_tokens();
    let told = impersonate(&variables(user.expose()));
    assert!(!told.success);
    assert!(told.errors.contains("the token of the subject or actor has ended"), "{}", told.errors);
    for secret in ["0penSesame", "eyJ", user.expose()] {
        assert!(!format!("{output}{errors}{}{}", told.output, told.errors).contains(secret));
    }
}

#[test]
fn what_is_missing_in_the_environment_is_named() {
    let told = impersonate(&[("ISSUER", "http://127.0.0.1:1"), ("CLIENT_SECRET", "0penSesame")]);
    assert!(!told.success);
    let missing = "no IMPERSONATE_CLIENT_ID and no IMPERSONATE_SUBJECT_TOKEN and no IMPERSONATE_SCOPES";
    assert!(told.errors.contains(missing), "{}", told.errors);
    assert!(!told.errors.contains("0penSesame"));
}
