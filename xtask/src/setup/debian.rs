//! Packages of Debian and its relatives.

use std::process::Command;

use anyhow::bail;

use super::answers;
use crate::run::run;

/// Installs packages, as root or with sudo.
pub(crate) fn install(packages: &[&str]) -> anyhow::Result<()> {
    if !answers("apt-get") {
        bail!("this is not a Debian, so `{}` must be installed by hand", packages.join(" "));
    }
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            command.args(["-n", "apt-get"]);
        }
        run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    // What the machine knows of packages may be out of date, or not there.
    apt(&install).or_else(|_| apt(&["update"]).and_then(|()| apt(&install)))
}
