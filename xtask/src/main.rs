//! `cargo xtask test` sets the machine up and passes all tests; `cargo xtask check` is what else has to be clean.

mod bench;
mod features;
mod fuzz;
mod generate;
mod instructions;
mod minimal_versions;
mod msrv;
mod mutants;
mod packages;
mod run;
mod setup;
mod windows;

use std::{env, process::ExitCode};

use run::{cargo, step};

const HELP: &str = "\
usage: cargo xtask <task>

  test    install what the tests need, then run all of them
  check   formatting, lints, documentation, licences, minimum Rust version
  deny    licences, bans and sources of the dependencies
  bench [compile] [--write]
          what tokens and requests cost, or what operations cost whoever compiles them, beside what others cost;
          `--write` puts the table into BENCHMARKS.md
  generate [--check | --measure]
          write the operations of examples/bimdata from their table; fail if that changes anything; or tell how the
          time of `cargo check` grows with their number
  msrv    whether each crate's `rust-version` covers that of its dependencies
  package the published crates, packed and built from what was packed
  minimal-versions
          the published crates with the oldest versions that their manifests allow
  fuzz [--seconds N] [target]
          look for inputs that break something; a minute each
  windows the published crates on Windows, in Wine: lints, tests with a real key store, the quickstart
  mutants change the code and see whether the tests notice; takes hours
";

fn main() -> ExitCode {
    let task = env::args().nth(1);
    let done = match task.as_deref() {
        Some("test") => test(),
        Some("check") => check(),
        Some("deny") => deny(),
        Some("bench") => bench(),
        Some("generate") => generate(),
        Some("fuzz") => fuzz::fuzz(fuzz::arguments()),
        Some("minimal-versions") => step("minimal versions", minimal_versions::check),
        Some("mutants") => mutants::mutants(),
        Some("package") => step("packages", packages::package),
        Some("windows") => windows::windows(),
        Some("msrv") => step("minimum Rust version", msrv::check),
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn test() -> anyhow::Result<()> {
    step("what the tests need", || {
        setup::browser()?;
        setup::key_store()?;
        setup::peer::install()
    })?;
    step("tests", || cargo(&["test", "--workspace", "--all-features", "--all-targets"]))?;
    step("examples in the documentation", || cargo(&["test", "--workspace", "--all-features", "--doc"]))?;
    step("instructions of the warm path", instructions::check)
}

fn check() -> anyhow::Result<()> {
    step("formatting", || {
        cargo(&["fmt", "--all", "--check"])?;
        cargo(&["fmt", "--all", "--check", "--manifest-path", "benches/Cargo.toml"])
    })?;
    step("lints", || cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]))?;
    step("each feature alone, and all", features::check)?;
    step("documentation", || {
        run::command(
            "cargo",
            &["doc", "--workspace", "--all-features", "--no-deps"],
            &[("RUSTDOCFLAGS", "-D warnings")],
        )
    })?;
    step("minimum Rust version", msrv::check)?;
    deny()
}

fn bench() -> anyhow::Result<()> {
    let arguments: Vec<_> = env::args().skip(2).collect();
    bench::run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

fn generate() -> anyhow::Result<()> {
    match env::args().nth(2).as_deref() {
        None => generate::write(),
        Some("--check") => generate::check(),
        Some("--measure") => generate::measure(),
        Some(other) => anyhow::bail!("`generate` takes `--check` or `--measure`, not `{other}`"),
    }
}

fn deny() -> anyhow::Result<()> {
    step("licences, bans and sources", || {
        setup::cargo_tool("deny", "^0.20.2")?;
        cargo(&["deny", "--all-features", "check", "licenses", "bans", "sources"])
    })
}
