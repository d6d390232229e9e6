//! Changes the code in small ways, and looks whether a test fails: `.cargo/mutants.toml` says what is left out, and why.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, bail, ensure};

use crate::{run, setup};

/// The package that is changed, and the one whose tests have to see it. A derive is tested as a function, not by way of
/// the compiler: that takes a second, and not a minute.
const PACKAGES: [(&str, &str); 2] = [("auth-core", "auth-core"), ("auth-derive", "auth-tests-derive")];

/// What `cargo mutants` ends with when some took too long, whether or not others were missed.
const TOOK_TOO_LONG: i32 = 3;

pub(crate) fn mutants() -> anyhow::Result<()> {
    setup::cargo_tool("mutants", "^27.1")?;
    // Each is looked at, also when something was missed in the one before.
    let outcomes =
        PACKAGES.map(|(package, tests)| run::step(&format!("mutants of {package}"), || test(package, tests)));
    let failed: Vec<_> = outcomes.into_iter().filter_map(Result::err).map(|error| format!("{error:#}")).collect();
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

fn test(package: &str, tests: &str) -> anyhow::Result<()> {
    let output = format!("target/mutants/{package}");
    let arguments = ["mutants", "--package", package, "--test-package", tests, "--output", &output];
    let status = Command::new("cargo").args(arguments).status().context("`cargo mutants` cannot be started")?;
    if status.success() {
        return Ok(());
    }
    let missed = fs::read_to_string(Path::new(&output).join("mutants.out/missed.txt")).unwrap_or_default();
    if status.code() == Some(TOOK_TOO_LONG) && missed.is_empty() {
        // That they do is how a test notices them.
        return Ok(());
    }
    bail!("`cargo mutants` ended with {status}, and missed {}: {output}/mutants.out", missed.lines().count())
}
