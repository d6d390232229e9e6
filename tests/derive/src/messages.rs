//! The derives say what the compiler shows of them, and underline what it underlines: each `error: ` in a `.stderr` of
//! `tests/ui/fail` that no one else wrote.

use std::{fs, path::Path};

use crate::{Mistake, expand};

#[test]
fn every_mistake_is_reported_at_its_place() {
    let mut mistakes = 0;
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/fail")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let mut expected = shown(&fs::read_to_string(path.with_extension("stderr")).unwrap());
        let mut found = expand(&fs::read_to_string(&path).unwrap()).unwrap().mistakes;
        mistakes += found.len();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", path.display());
    }
    assert!(mistakes > 150, "only {mistakes}");
}

/// What the compiler shows of the derives: no code, as its own errors have, and a place in the line below.
fn shown(stderr: &str) -> Vec<Mistake> {
    let errors = stderr.split("\n\n").filter_map(|error| error.strip_prefix("error: "));
    errors.filter(|error| !is_by_serde(error)).map(|error| mistake(error).unwrap()).collect()
}

fn is_by_serde(error: &str) -> bool {
    error.starts_with("unknown serde field attribute")
}

/// ```text
/// message
///  --> ui/fail/case.rs:6:13
///   |
/// 6 | #[operation(gte, "/cloud")]
///   |             ^^^
/// ```
fn mistake(error: &str) -> Option<Mistake> {
    let (message, rest) = error.split_once('\n')?;
    let (place, code) = rest.split_once('\n')?;
    let (place, column) = place.rsplit_once(':')?;
    let (_, line) = place.rsplit_once(':')?;
    // What goes on in another line is underlined with `_` from its beginning.
    let underline = code.lines().nth(2)?.split_once("| ")?.1.trim();
    let width = underline.starts_with('^').then_some(underline.len());
    Some(Mistake { line: line.parse().ok()?, column: column.parse().ok()?, width, message: message.to_owned() })
}
