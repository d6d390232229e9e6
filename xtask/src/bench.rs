//! `cargo xtask bench`: what tokens, requests and compilation cost, beside what others cost. See `BENCHMARKS.md`.

mod compile;

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail, ensure};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// `bench [compile] [--write]`
pub(crate) fn run(arguments: &[&str]) -> anyhow::Result<()> {
    let (name, table) = match arguments {
        [] | ["--write"] => ("run", at_run_time()?),
        ["compile"] | ["compile", "--write"] => ("compile", compile::table()?),
        _ => bail!("`bench` takes `compile` and `--write`, not `{}`", arguments.join(" ")),
    };
    println!("{table}");
    if arguments.ends_with(&["--write"]) { write(name, &table) } else { Ok(()) }
}

/// What the workspace `benches` prints.
fn at_run_time() -> anyhow::Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--locked"]).current_dir(Path::new(ROOT).join("benches"));
    crate::run::run(&mut cargo)?;
    let mut program = Command::new(Path::new(ROOT).join("benches/target/release/auth-benches"));
    let output = program.stderr(Stdio::inherit()).output().context("the benchmark cannot be run")?;
    ensure!(output.status.success(), "the benchmark ended with {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// Puts a table in its place in `BENCHMARKS.md`.
fn write(name: &str, table: &str) -> anyhow::Result<()> {
    let path = Path::new(ROOT).join("BENCHMARKS.md");
    let text = fs::read_to_string(&path)?;
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let written = text.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some(format!("{before}{begin}{}\n{end}{after}", table.trim_end().to_owned() + "\n"))
    });
    fs::write(&path, written.with_context(|| format!("BENCHMARKS.md has no place for `{name}`"))?)?;
    Ok(())
}
