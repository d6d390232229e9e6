//! Installs what a machine lacks.

use std::process::{Command, Stdio};

use crate::run::cargo;

mod debian;
pub(crate) mod peer;
pub(crate) mod windows;

/// Chromium and its driver, for what a person looks at in a browser.
pub(crate) fn browser() -> anyhow::Result<()> {
    if answers("chromium") && answers("chromedriver") {
        return Ok(());
    }
    debian::install(&["chromium", "chromium-driver"])
}

/// A key store, the sessions to have it in, and a tool to look at it with.
pub(crate) fn key_store() -> anyhow::Result<()> {
    // Without arguments, `secret-tool` says how it is used, and fails.
    let has_tool = Command::new("secret-tool").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if answers("gnome-keyring-daemon") && answers("dbus-run-session") && has_tool {
        return Ok(());
    }
    debian::install(&["dbus", "gnome-keyring", "libsecret-tools"])
}

/// Valgrind, which counts instructions.
pub(crate) fn valgrind() -> anyhow::Result<()> {
    if answers("valgrind") { Ok(()) } else { debian::install(&["valgrind"]) }
}

/// A subcommand of cargo.
pub(crate) fn cargo_tool(name: &str, version: &str) -> anyhow::Result<()> {
    if succeeds(Command::new("cargo").args([name, "--version"])) {
        Ok(())
    } else {
        cargo(&["install", "--locked", "--version", version, &format!("cargo-{name}")])
    }
}

fn answers(program: &str) -> bool {
    succeeds(Command::new(program).arg("--version"))
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
