use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};

use super::{CRATE, generated, write_into};
use crate::run;

/// How often each check is timed; the least is what counts.
const TIMES: usize = 5;

/// Prints how long `cargo check` takes after a change, for an SDK of the first 100, 200 and of all operations.
pub(crate) fn measure() -> anyhow::Result<()> {
    // The checks are offline, so that they take no longer than the compiler does.
    run::cargo(&["fetch", "--locked"])?;
    println!("operations   cargo check after a touch");
    for rows in [0, 100, 200, usize::MAX] {
        let folder = Path::new(CRATE).join("../../target/measure").join(format!("first-{rows}"));
        let operations = write_crate(&folder, rows)?;
        check(&folder)?;
        let mut least = Duration::MAX;
        for _ in 0..TIMES {
            fs::File::options()
                .append(true)
                .open(folder.join("src/lib.rs"))?
                .set_modified(std::time::SystemTime::now())?;
            least = least.min(check(&folder)?);
        }
        println!("{operations:>10}   {:.2} s", least.as_secs_f64());
    }
    Ok(())
}

/// A crate of its own, with the scopes and types of the SDK, and as many operations as are wanted.
fn write_crate(folder: &Path, rows: usize) -> anyhow::Result<usize> {
    let source = Path::new(CRATE);
    let files = generated(source, rows)?;
    let operations = files.values().map(|text| text.matches("#[derive(ApiOperation").count()).sum();
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    write_into(folder, &files)?;
    copy(&source.join("src/types"), &folder.join("src/types"))?;
    for name in ["src/types.rs", "src/scopes.rs"] {
        fs::copy(source.join(name), folder.join(name)).with_context(|| format!("{name} cannot be copied"))?;
    }
    fs::copy(source.join("../../Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::write(folder.join("src/lib.rs"), "pub mod operations;\npub mod scopes;\npub mod types;\n")?;
    fs::write(folder.join("Cargo.toml"), MANIFEST)?;
    Ok(operations)
}

/// As `examples/bimdata/Cargo.toml` has it, without the HTTP client.
const MANIFEST: &str = concat!(
    "[workspace]\n",
    "[package]\nname = \"measured\"\nedition = \"2024\"\n",
    "[dependencies]\n",
    "auth-core = { path = \"",
    env!("CARGO_MANIFEST_DIR"),
    "/../auth-core\", features = [\"derive\"] }\n",
    "jiff = { version = \"0.2\", default-features = false, features = [\"serde\", \"std\"] }\n",
    "serde = { version = \"1.0\", features = [\"derive\"] }\n",
    "serde_json = \"1.0\"\n",
);

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

fn check(folder: &Path) -> anyhow::Result<Duration> {
    let start = Instant::now();
    let status = Command::new("cargo")
        .args(["check", "--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(CRATE).join("../../target/measure/target"))
        .env("RUSTFLAGS", "-A warnings")
        .status()
        .context("cargo cannot be started")?;
    ensure!(status.success(), "the crate in {} does not compile", folder.display());
    Ok(start.elapsed())
}
