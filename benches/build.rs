//! Writes the requirement of 191 alternatives, as the tests have it, and the one of a single scope beside it.

use std::{env, error::Error, fs, path::PathBuf};

#[path = "../tests/build/many.rs"]
mod many;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../tests/build/many.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("many.rs"), many::source(true))?;
    fs::write(out.join("one.rs"), many::source(false))?;
    Ok(())
}
