//! Tells the tests which compiler they run with, and writes the cases that are too many to write by hand.

use std::{env, error::Error, fs, path::PathBuf, process::Command};

mod many;
mod verdicts;

/// The compiler whose messages are in `ui/fail/*.stderr`. Another one may word them differently.
const BLESSED: &str = "rustc 1.95.0 ";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rustc-check-cfg=cfg(blessed_rustc)");
    if rustc_version()?.starts_with(BLESSED) {
        println!("cargo::rustc-cfg=blessed_rustc");
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("verdicts.rs"), verdicts::source())?;
    fs::write(out.join("many.rs"), many::source(true))?;
    Ok(())
}

fn rustc_version() -> Result<String, Box<dyn Error>> {
    let output = Command::new(env::var("RUSTC")?).arg("--version").output()?;
    Ok(String::from_utf8(output.stdout)?)
}
