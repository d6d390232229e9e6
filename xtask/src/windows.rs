//! What is published, as Windows has it: compiled for it, and run in Wine.

use std::{fs, path::Path};

use crate::{
    packages::PUBLISHED,
    run::{cargo, command, step},
    setup::windows as setup,
};

const TARGET: &str = "x86_64-pc-windows-gnu";
const WINE_PREFIX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/wine");
/// What Wine may lack.
const LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/windows/bcryptprimitives.c");
const ENVIRONMENT: [(&str, &str); 2] = [("WINEPREFIX", WINE_PREFIX), ("WINEDEBUG", "-all")];

pub(crate) fn windows() -> anyhow::Result<()> {
    step("what Windows needs", || {
        setup::install(TARGET)?;
        start()
    })?;
    let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
    let built: Vec<_> = packages.chain(["--all-features", "--target", TARGET]).collect();
    step("lints", || cargo(&[&["clippy"], &built[..], &["--all-targets", "--", "-D", "warnings"]].concat()))?;
    // With the test that changes the key store, which is Wine's.
    step("tests", || in_wine(&[&["test"], &built[..], &["--lib", "--tests", "--", "--include-ignored"]].concat()))?;
    step("quickstart", || in_wine(&["run", "--quiet", "--bin", "quickstart", "--target", TARGET]))
}

/// Starts a Windows of its own.
fn start() -> anyhow::Result<()> {
    fs::create_dir_all(WINE_PREFIX)?;
    command(setup::WINE, &["wineboot", "--init"], &ENVIRONMENT)?;
    let library = Path::new(WINE_PREFIX).join("drive_c/windows/system32/bcryptprimitives.dll");
    if library.exists() { Ok(()) } else { setup::compile_library(Path::new(LIBRARY), &library) }
}

/// Runs cargo, and in Wine what cargo runs.
fn in_wine(arguments: &[&str]) -> anyhow::Result<()> {
    let runner = ("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", setup::WINE);
    command("cargo", arguments, &[&[runner], &ENVIRONMENT[..]].concat())
}
