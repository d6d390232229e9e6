//! Installs what a machine lacks.

use std::process::{Command, Stdio};

use crate::run::cargo;

mod debian;
pub(crate) mod peer;

/// The subcommand `cargo deny`.
pub(crate) fn cargo_deny() -> anyhow::Result<()> {
    let installed = Command::new("cargo")
        .args(["deny", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if installed { Ok(()) } else { cargo(&["install", "--locked", "--version", "^0.20.2", "cargo-deny"]) }
}
