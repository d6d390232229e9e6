//! Tells the tests which compiler they run with.

use std::{env, process::Command};

/// The compiler whose messages are in `ui/fail/*.stderr`. Another one may word them differently.
const BLESSED: &str = "rustc 1.95.0 ";

fn main() {
    println!("cargo::rustc-check-cfg=cfg(blessed_rustc)");
    println!("cargo::rerun-if-changed=build.rs");
    if rustc_version().is_some_and(|version| version.starts_with(BLESSED)) {
        println!("cargo::rustc-cfg=blessed_rustc");
    }
}

fn rustc_version() -> Option<String> {
    let rustc = env::var_os("RUSTC")?;
    let output = Command::new(rustc).arg("--version").output().ok()?;
    String::from_utf8(output.stdout).ok()
}
