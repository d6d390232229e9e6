//! The tests that documents name as proof exist.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

#[test]
fn every_test_that_the_threat_model_names_exists() {
    assert!(check("SECURITY.md") >= 15);
}

#[test]
fn every_fault_of_the_lifecycle_has_a_test_that_exists() {
    assert!(check("auth-core/tests/lifecycle/README.md") >= 40);
}

/// How many tests a document names.
fn check(document: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join(document)).unwrap();
    let named: Vec<_> = text.lines().filter_map(named_test).collect();
    for (file, name) in &named {
        let source = fs::read_to_string(root.join(file)).unwrap();
        assert!(source.contains(&format!("fn {name}(")), "{document}: {file} has no test `{name}`");
    }
    named.len()
}

/// A row that ends in a file and the name of a test: `` | `tests/paths.rs`: `name` | ``.
fn named_test(row: &str) -> Option<(&str, &str)> {
    let cell = row.strip_suffix("` |")?.rsplit_once("| `")?.1;
    cell.split_once("`: `")
}
