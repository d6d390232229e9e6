//! Installs what a machine lacks.

use std::process::{Command, Stdio};

use crate::run::cargo;

mod debian;
pub(crate) mod peer;

/// Chromium and its driver, for what a person looks at in a browser.
pub(crate) fn browser() -> anyhow::Result<()> {
    if answers("chromium") && answers("chromedriver") {
        return Ok(());
    }
    debian::install(&["chromium", "chromium-driver"])
}

/// Valgrind, which counts instructions.
pub(crate) fn valgrind() -> anyhow::Result<()> {
    if answers("valgrind") { Ok(()) } else { debian::install(&["valgrind"]) }
}

/// The subcommand `cargo deny`.
pub(crate) fn cargo_deny() -> anyhow::Result<()> {
    if succeeds(Command::new("cargo").args(["deny", "--version"])) {
        Ok(())
    } else {
        cargo(&["install", "--locked", "--version", "^0.20.2", "cargo-deny"])
    }
}

fn answers(program: &str) -> bool {
    succeeds(Command::new(program).arg("--version"))
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
