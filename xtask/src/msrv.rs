//! Whether each published crate's `rust-version` covers that of everything it depends on.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, bail};
use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, PackageId};

pub(crate) fn check() -> anyhow::Result<()> {
    let metadata = MetadataCommand::new().features(CargoOpt::AllFeatures).exec()?;
    for package in metadata.workspace_packages() {
        if package.publish.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        let stated = package.rust_version.as_ref().with_context(|| format!("{} has no rust-version", package.name))?;
        let needed = dependencies(&metadata, &package.id)?
            .into_iter()
            .filter_map(|id| metadata[id].rust_version.as_ref().map(|version| (version, &metadata[id].name)))
            .max();
        let Some((needed, by)) = needed else { continue };
        println!("{}: rust-version {stated}; its dependencies need {needed} ({by})", package.name);
        if needed > stated {
            bail!("{} states Rust {stated}, but depends on {by}, which needs {needed}", package.name);
        }
    }
    Ok(())
}

/// Everything that a user of the package builds.
fn dependencies<'a>(metadata: &'a Metadata, root: &'a PackageId) -> anyhow::Result<HashSet<&'a PackageId>> {
    let resolve = metadata.resolve.as_ref().context("cargo resolved no dependencies")?;
    let nodes: HashMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let mut found = HashSet::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        for dependency in &nodes[id].deps {
            let is_built = dependency.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development);
            if is_built && found.insert(&dependency.pkg) {
                open.push(&dependency.pkg);
            }
        }
    }
    Ok(found)
}
