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
    run(Command::new(program).args(arguments).envs(environment.iter().copied()))
}

/// Runs a command, which has to succeed.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let program = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("`{}` cannot be started", program.display()))?;
    if !status.success() {
        let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
        bail!("`{} {}` ended with {status}", program.display(), arguments.join(" "));
    }
    Ok(())
}
