//! The published crates with no feature, with each alone, and with all.

use crate::{packages::PUBLISHED, run, setup};

pub(crate) fn check() -> anyhow::Result<()> {
    setup::cargo_tool("hack", "^0.6.40")?;
    let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
    run::cargo(&["hack", "check", "--quiet", "--each-feature"].into_iter().chain(packages).collect::<Vec<_>>())
}
