//! Whether the oldest versions that the manifests of the published crates allow are enough.

use std::{fs, path::Path, process::Command};

use anyhow::Context as _;

use crate::{packages::PUBLISHED, run};

/// A workspace of the published crates alone: what the examples and tests need is not asked of users.
const COPY: &str = "target/minimal-versions";

/// Of what is depended on directly: what others depend on is for them to state. Choosing so is not stable yet, so the
/// stable cargo is told to be as permissive as a nightly one.
pub(crate) fn check() -> anyhow::Result<()> {
    copy_published().context("run it in the root of the workspace")?;
    let cargo = |arguments: &[&str]| {
        run::run(Command::new("cargo").args(arguments).current_dir(COPY).env("RUSTC_BOOTSTRAP", "1"))
    };
    cargo(&["update", "--quiet", "-Z", "direct-minimal-versions"])?;
    cargo(&["check", "--locked", "--all-features"])
}

fn copy_published() -> anyhow::Result<()> {
    let copy = Path::new(COPY);
    for package in PUBLISHED {
        let to = copy.join(package);
        if to.exists() {
            fs::remove_dir_all(&to)?;
        }
        fs::create_dir_all(copy)?;
        run::command("cp", &["-R", package, COPY], &[])?;
    }
    let manifest = fs::read_to_string("Cargo.toml")?;
    let published = format!("members = {PUBLISHED:?}");
    let lines = manifest.lines().map(|line| if line.starts_with("members = ") { &published } else { line });
    fs::write(copy.join("Cargo.toml"), lines.collect::<Vec<_>>().join("\n"))?;
    Ok(())
}
