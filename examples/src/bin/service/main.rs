//! A program without a user (an agent, a nightly export) that calls an API for as long as it runs: `cargo run --bin service`.
//!
//! Who it is and where it calls comes from a file or from the environment; without either, from a playground of its own.
//! Read [`agent`] first.

mod agent;
mod arguments;
mod failure;
mod log;
mod rehearsal;

use std::{env, process::ExitCode};

use auth_reqwest::Settings;

use agent::Agent;
use arguments::{Arguments, HELP};
use failure::Failure;
use log::Log;
use rehearsal::Rehearsal;

/// What variables begin with.
const PREFIX: &str = "AUTH_SERVICE";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("service: {failure}");
            failure.code()
        }
    }
}

async fn run() -> Result<(), Failure> {
    let Some(arguments) = Arguments::read()? else {
        print!("{HELP}");
        return Ok(());
    };
    let mut log = Log::start();
    let (settings, rehearsal) = match &arguments.file {
        Some(file) => (Settings::from_file(file)?, None),
        None if has_variables() => (Settings::from_env(PREFIX)?, None),
        None => {
            log.line("no settings, so this is a rehearsal, with servers in this very process");
            let rehearsal = Rehearsal::start().await?;
            (rehearsal.settings()?, Some(rehearsal))
        }
    };
    Agent::start(&settings, log).await?.work(&arguments, rehearsal.as_ref()).await
}

fn has_variables() -> bool {
    env::vars_os().any(|(name, _)| name.to_string_lossy().starts_with(&format!("{PREFIX}_")))
}
