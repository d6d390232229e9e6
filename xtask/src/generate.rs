//! `cargo xtask generate`: writes the operations of `examples/bimdata` from its table, one type for each row.

mod files;
mod measure;
mod operation;
mod path;
mod query;
mod special;
mod table;
mod types;
mod words;

use std::{
    collections::BTreeMap,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};

pub(crate) use measure::measure;

/// The crate that is written to; relative to this one, so that the current directory does not matter.
const CRATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/bimdata");

/// Writes the operations, and removes files that no operation is in any more.
pub(crate) fn write() -> anyhow::Result<()> {
    let root = Path::new(CRATE);
    let files = generated(root, usize::MAX)?;
    for stale in existing(root)?.into_keys().filter(|path| !files.contains_key(path)) {
        fs::remove_file(root.join(stale))?;
    }
    write_into(root, &files)?;
    println!("{} files", files.len());
    Ok(())
}

/// Fails when [`write()`] would change anything.
pub(crate) fn check() -> anyhow::Result<()> {
    let root = Path::new(CRATE);
    let (found, wanted) = (existing(root)?, generated(root, usize::MAX)?);
    let paths = found.keys().chain(wanted.keys());
    match paths.into_iter().find(|path| found.get(*path) != wanted.get(*path)) {
        None => Ok(()),
        Some(path) => bail!("{} is not what the table says; run `cargo xtask generate`", path.display()),
    }
}

/// The text of each file, by its path in the crate.
type Files = BTreeMap<PathBuf, String>;

/// What the first rows of the table say.
fn generated(root: &Path, rows: usize) -> anyhow::Result<Files> {
    let table = fs::read_to_string(root.join("operations.tsv")).context("the table cannot be read")?;
    let mut parsed = table::parse(&table)?;
    parsed.truncate(rows);
    files::of(&parsed, &types::in_crate(root)?)
}

fn existing(root: &Path) -> anyhow::Result<Files> {
    let mut files = Files::new();
    let mut open = vec![PathBuf::from("src/operations.rs"), PathBuf::from("src/operations")];
    while let Some(path) = open.pop() {
        if root.join(&path).is_dir() {
            for entry in fs::read_dir(root.join(&path))? {
                open.push(path.join(entry?.file_name()));
            }
            continue;
        }
        match fs::read_to_string(root.join(&path)) {
            Ok(text) => _ = files.insert(path, text),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }
    Ok(files)
}

fn write_into(root: &Path, files: &Files) -> anyhow::Result<()> {
    for (path, text) in files {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_generated_is_what_is_there() {
        check().unwrap();
    }
}
