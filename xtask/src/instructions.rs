//! How many instructions the warm path takes, from a token that is there to a header: counted, so that it is the same on a
//! busy machine. `cargo xtask test` fails when it exceeds its bound.

use std::{env, path::Path, process::Command};

use anyhow::{Context as _, ensure};

use crate::{run, setup};

const BENCHES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../benches");
/// A clone of a finished header value, inserted into an empty map, is what nobody can do without. Ours takes a look at
/// two clocks besides, and at the token.
const BOUND: f64 = 2.0;
const TIMES: u64 = 2_000;

/// Compares the warm path with the limit.
pub(crate) fn check() -> anyhow::Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("skipped: callgrind counts differently elsewhere than on Linux and x86-64");
        return Ok(());
    }
    setup::valgrind()?;
    let mut build = Command::new("cargo");
    run::run(build.args(["build", "--release", "--locked", "--package", "auth-instructions"]).current_dir(BENCHES))?;
    let (limit, token) = (each("limit")?, each("token")?);
    println!("instructions from a token to a header: {token:.0}; of the limit: {limit:.0}; ratio {:.2}", token / limit);
    ensure!(token <= BOUND * limit, "the warm path takes more than {BOUND} times the instructions of the limit");
    Ok(())
}

/// What one of so many costs: the difference between twice as many and as many, since all else costs the same.
fn each(what: &str) -> anyhow::Result<f64> {
    let (once, twice) = (count(what, TIMES)?, count(what, 2 * TIMES)?);
    Ok((twice - once) / f64::from(u32::try_from(TIMES)?))
}

fn count(what: &str, times: u64) -> anyhow::Result<f64> {
    let program = Path::new(BENCHES).join("target/release/auth-instructions");
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args([what, &times.to_string()]);
    let output = valgrind.output().context("valgrind cannot be started")?;
    let text = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "valgrind ended with {}: {text}", output.status);
    let collected = text.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim());
    let collected = collected.with_context(|| format!("valgrind did not say what it collected: {text}"))?;
    Ok(collected.parse()?)
}
