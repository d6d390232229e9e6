//! Runs commands and says how long they took.

use std::{process::Command, time::Instant};

use anyhow::{Context as _, bail};

/// Does one step under a heading.
pub(crate) fn step(name: &str, run: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("==> {name}");
    let start = Instant::now();
    run().with_context(|| format!("failed: {name}"))?;
    println!("<== {name}: {} s", start.elapsed().as_secs());
    Ok(())
}

pub(crate) fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    command("cargo", arguments, &[])
}

pub(crate) fn command(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<()> {
    let mut command = Command::new(program);
    command.args(arguments).envs(environment.iter().copied());
    let status = command.status().with_context(|| format!("`{program}` cannot be started"))?;
    if !status.success() {
        bail!("`{program} {}` ended with {status}", arguments.join(" "));
    }
    Ok(())
}
