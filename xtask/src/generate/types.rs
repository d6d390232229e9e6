use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Context as _;

/// The names of the types in `src/types`, written by hand: what is not there is JSON without a type.
pub(super) fn in_crate(root: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let folder = root.join("src/types");
    for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let text = fs::read_to_string(entry?.path())?;
        let items = text.lines().filter_map(|line| line.strip_prefix("pub struct ").or(line.strip_prefix("pub enum ")));
        let name = |item: &str| item.chars().take_while(char::is_ascii_alphanumeric).collect();
        names.extend(items.map(name));
    }
    Ok(names)
}
