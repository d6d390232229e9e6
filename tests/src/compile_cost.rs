//! Measures what a long requirement costs: `cargo run -p auth-tests --bin compile-cost`.
//!
//! Checks a crate with a call against a requirement of 191 alternatives of three scopes each and a grant of 37 scopes,
//! and the same crate with a requirement of one scope. A test must not depend on how fast a machine is, so this is none.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    time::{Duration, Instant},
};

#[path = "../build/many.rs"]
mod many;

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let room = env::temp_dir().join("auth-compile-cost");
    let long = Crate::write(&room, "long", &many::source(true))?;
    let short = Crate::write(&room, "short", &many::source(false))?;
    let (mut slow, mut fast) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        slow = slow.min(long.check()?);
        fast = fast.min(short.check()?);
    }
    fs::remove_dir_all(&room)?;

    println!("`cargo check`, the fastest of {ROUNDS} rounds:");
    println!("{:>8.2} s  any(..) of 191 all(..) of three scopes, against a grant of 37", slow.as_secs_f64());
    println!("{:>8.2} s  one scope, against the same grant", fast.as_secs_f64());
    println!("{:>8.2} s  difference", slow.saturating_sub(fast).as_secs_f64());
    Ok(())
}

/// A crate of its own, outside the workspace.
struct Crate {
    directory: PathBuf,
    target: PathBuf,
}

impl Crate {
    /// Writes the crate and has its dependencies checked.
    fn write(room: &Path, name: &str, source: &str) -> Result<Self, Box<dyn Error>> {
        let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let created = Self { directory: room.join(name), target: room.join("target") };
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             auth-core = {{ path = '{}', features = [\"derive\"] }}\n",
            workspace.join("auth-core").display(),
        );
        fs::create_dir_all(created.directory.join("src"))?;
        fs::write(created.directory.join("Cargo.toml"), manifest)?;
        fs::write(created.directory.join("src/lib.rs"), format!("#![allow(dead_code)]\n{source}"))?;
        fs::copy(workspace.join("Cargo.lock"), created.directory.join("Cargo.lock"))?;
        created.check()?;
        Ok(created)
    }

    /// How long the crate alone takes.
    fn check(&self) -> Result<Duration, Box<dyn Error>> {
        let source = self.directory.join("src/lib.rs");
        fs::write(&source, fs::read(&source)?)?;
        let start = Instant::now();
        let status = self.cargo_check()?;
        let duration = start.elapsed();
        if status.success() { Ok(duration) } else { Err("the crate does not compile".into()) }
    }

    fn cargo_check(&self) -> Result<ExitStatus, Box<dyn Error>> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["check", "--quiet", "--offline"]).current_dir(&self.directory);
        // Otherwise the second round has nothing to do.
        command.env("CARGO_INCREMENTAL", "0").env("CARGO_TARGET_DIR", &self.target);
        Ok(command.status()?)
    }
}
