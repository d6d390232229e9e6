//! What the derives write, to be read: for each file of `expansions`, the one beside it in `expansions/expanded`.
//!
//! `EXPANSIONS=overwrite cargo test -p auth-tests-derive` writes them anew.

use std::{env, fs, path::Path};

use crate::expand;

#[test]
fn scopes_are_written_as_recorded() {
    check("scopes.rs");
}

#[test]
fn requirements_are_written_as_recorded() {
    check("requirements.rs");
}

#[test]
fn endpoints_are_written_as_recorded() {
    check("endpoints.rs");
}

fn check(name: &str) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let expanded = expand(&fs::read_to_string(directory.join(name)).unwrap()).unwrap().tokens;
    let expanded = prettyplease::unparse(&syn::parse2(expanded).unwrap());
    let recorded = directory.join("expanded").join(name);
    if env::var("EXPANSIONS").is_ok_and(|what| what == "overwrite") {
        fs::write(&recorded, &expanded).unwrap();
    }
    assert_eq!(expanded, fs::read_to_string(&recorded).unwrap());
}
