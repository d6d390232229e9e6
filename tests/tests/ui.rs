//! What compiles, and what the compiler says where it does not.
//!
//! As long as no case of `ui/fail` runs, trybuild compiles them with `cargo check`, all at once: so what is blessed in
//! their `.stderr` is what `cargo check` and an editor show. The cases of `ui/pass` are built and run.
//!
//! `TRYBUILD=overwrite cargo test -p auth-tests --test ui` writes the messages anew.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

#[test]
fn what_is_right_compiles() {
    trybuild::TestCases::new().pass("ui/pass/*.rs");
}

#[test]
#[cfg_attr(not(blessed_rustc), ignore = "ui/fail/*.stderr are in the words of rustc 1.95.0, which this is not")]
fn what_is_wrong_is_refused_in_these_words() {
    trybuild::TestCases::new().compile_fail("ui/fail/*.rs");
}

#[test]
fn no_error_begins_with_a_path_that_its_reader_cannot_know() {
    for Case { name, stderr, .. } in cases() {
        for sentence in errors(&stderr) {
            assert!(!names_a_private_module(sentence), "{name}: {sentence}");
        }
    }
}

#[test]
fn a_mistake_is_one_error() {
    for Case { name, source, stderr } in cases() {
        let announced = source.lines().next().and_then(|line| line.strip_prefix("//~ errors: "));
        let announced = announced.map_or(1, |count| count.parse().unwrap());
        assert_eq!(errors(&stderr).count(), announced, "{name}: state how many with `//~ errors: N` in the first line");
    }
}

#[test]
fn a_refused_call_names_operation_scope_and_grant_as_they_were_written() {
    let refused = cases().into_iter().find(|case| case.name == "the_call_of_the_readme_is_refused");
    let stderr = refused.unwrap().stderr;
    let sentence = "`RenameModel` requires `ModelWrite`, which the grant `(ModelRead, BcfRead)` does not include";
    assert_eq!(errors(&stderr).collect::<Vec<_>>(), [sentence]);
    assert!(stderr.contains("needs `ModelWrite`"), "{stderr}");
}

#[test]
fn the_words_of_private_modules_are_recognized() {
    assert!(names_a_private_module("`auth_core::grant::holds::Holds<S>` is not implemented"));
    assert!(names_a_private_module("`private::Includes<S>` is not implemented"));
    assert!(!names_a_private_module("`A` requires `auth_core::Any<(scopes::B, C)>`"));
}

struct Case {
    name: String,
    source: String,
    stderr: String,
}

/// The cases of `ui/fail`.
fn cases() -> Vec<Case> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fail");
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let cases: Vec<_> = sources
        .map(|path| Case {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            source: fs::read_to_string(&path).unwrap(),
            stderr: fs::read_to_string(path.with_extension("stderr")).unwrap(),
        })
        .collect();
    assert!(!cases.is_empty());
    cases
}

/// What stands after `error: ` or `error[E0277]: `.
fn errors(stderr: &str) -> impl Iterator<Item = &str> {
    let lines = stderr.lines().filter(|line| line.starts_with("error"));
    lines.filter_map(|line| Some(line.split_once(": ")?.1))
}

/// Whether there is `auth_core::module::` in it, or the module `private` of any crate.
fn names_a_private_module(sentence: &str) -> bool {
    let below_the_root = sentence.split("auth_core::").skip(1).any(|path| {
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
        path[end..].starts_with("::")
    });
    below_the_root || sentence.contains("private::")
}
