//! The published crates as a user gets them: packed, looked into, and built from the packed files alone.

use std::{fs, process::Command, time::SystemTime};

use anyhow::{Context as _, bail, ensure};

use crate::run;

/// In the order in which they are published.
pub(crate) const PUBLISHED: [&str; 3] = ["auth-derive", "auth-core", "auth-reqwest"];

/// What a reader and a lawyer look for.
const EXPECTED: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

pub(crate) fn package() -> anyhow::Result<()> {
    for package in PUBLISHED {
        check_listing(package)?;
    }
    // All at once: each is built against the packed files of the others, which no registry has yet.
    let mut arguments = vec!["package", "--allow-dirty", "--all-features"];
    arguments.extend(PUBLISHED.iter().flat_map(|package| ["--package", package]));
    // In a place where nothing was packed before: what cargo has unpacked or built of a version, it does not look at again.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_nanos();
    let place = format!("target/packages/{now}");
    let packed = run::command("cargo", &arguments, &[("CARGO_TARGET_DIR", &place)]);
    // What went wrong first is what is told.
    let removed = fs::remove_dir_all(&place);
    packed?;
    Ok(removed?)
}

fn check_listing(package: &str) -> anyhow::Result<()> {
    let output = Command::new("cargo")
        .args(["package", "--allow-dirty", "--list", "--package", package])
        .output()
        .context("`cargo package` cannot be started")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the files of {package} cannot be listed: {said}");
    let listing = String::from_utf8(output.stdout)?;
    let files: Vec<_> = listing.lines().collect();
    if let Some(missing) = EXPECTED.iter().find(|file| !files.contains(file)) {
        bail!("the package {package} has no {missing}");
    }
    println!("{package}: {} files", files.len());
    Ok(())
}
