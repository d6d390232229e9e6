//! The tests that `SECURITY.md` names as proof exist.

use std::{fs, path::Path};

#[test]
fn every_test_that_the_threat_model_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let named: Vec<_> = text.lines().filter_map(named_test).collect();
    assert!(named.len() >= 15, "{named:?}");
    for (file, name) in named {
        let source = fs::read_to_string(root.join(file)).unwrap();
        assert!(source.contains(&format!("fn {name}(")), "{file} has no test `{name}`");
    }
}

/// A row that ends in a file and the name of a test: `` | `tests/paths.rs`: `name` | ``.
fn named_test(row: &str) -> Option<(&str, &str)> {
    let cell = row.strip_suffix("` |")?.rsplit_once("| `")?.1;
    cell.split_once("`: `")
}
