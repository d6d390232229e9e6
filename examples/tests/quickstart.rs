//! The quickstart does what it says, and is readable wherever it is read.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::{Command, Output};

/// Runs it with its output in a file, and with these variables.
fn quickstart(variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quickstart"));
    for name in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).output().unwrap()
}

fn has_escapes(output: &Output) -> bool {
    output.stdout.contains(&0x1b)
}

#[test]
fn every_step_succeeds_and_its_output_is_plain_text_without_a_terminal() {
    let output = quickstart(&[]);
    let told = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    assert!(!has_escapes(&output));
    assert!(told.contains("error[E0277]: `RenameModel` requires `ModelWrite`"), "{told}");
    assert!(told.contains("All 10 steps did what they say."), "{told}");
}

#[test]
fn colours_are_there_on_request_unless_they_are_refused() {
    assert!(has_escapes(&quickstart(&[("CLICOLOR_FORCE", "1")])));
    assert!(!has_escapes(&quickstart(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")])));
}

#[test]
fn no_secret_is_shown() {
    let output = quickstart(&[]);
    let told = String::from_utf8(output.stdout).unwrap();
    for secret in ["a secret of the playground", "a-key-of-the-playground", "eyJ"] {
        assert!(!told.contains(secret), "{secret}");
    }
}
