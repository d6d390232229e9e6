//! Whether the oldest versions that the manifests of the published crates allow are enough.

use std::fs;

use anyhow::Context as _;

use crate::{packages::PUBLISHED, run};

const LOCK: &str = "Cargo.lock";

/// Of what is depended on directly: what others depend on is for them to state. Choosing so is not stable yet, so the
/// stable cargo is told to be as permissive as a nightly one.
pub(crate) fn check() -> anyhow::Result<()> {
    let lock = fs::read(LOCK).context("run it in the root of the workspace")?;
    let checked = with_oldest();
    fs::write(LOCK, lock)?;
    checked
}

fn with_oldest() -> anyhow::Result<()> {
    let unstable = [("RUSTC_BOOTSTRAP", "1")];
    run::command("cargo", &["update", "--quiet", "-Z", "direct-minimal-versions"], &unstable)?;
    let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
    run::cargo(&["check", "--locked", "--all-features"].into_iter().chain(packages).collect::<Vec<_>>())
}
