//! Changes the code in small ways, and looks whether a test fails: `.cargo/mutants.toml` says what is left out, and why.

use crate::{run, setup};

/// The package that is changed, and the one whose tests have to see it. A derive is tested as a function, not by way of
/// the compiler: that takes a second, and not a minute.
const PACKAGES: [(&str, &str); 2] = [("auth-core", "auth-core"), ("auth-derive", "auth-tests-derive")];

pub(crate) fn mutants() -> anyhow::Result<()> {
    setup::cargo_tool("mutants", "^27.1")?;
    for (package, tests) in PACKAGES {
        run::step(&format!("mutants of {package}"), || {
            let output = format!("target/mutants/{package}");
            run::cargo(&["mutants", "--package", package, "--test-package", tests, "--output", &output])
        })?;
    }
    Ok(())
}
