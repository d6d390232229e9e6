//! Scope names and sets, against sets of strings.
#![no_main]

use std::collections::BTreeSet;

use auth_core::{ScopeName, ScopeSet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    check_name(text);
    let (left, right) = text.split_once('\n').unwrap_or((text, ""));
    if let (Some(left), Some(right)) = (check_set(left), check_set(right)) {
        check_algebra(&left, &right);
    }
});

/// RFC 6749 section 3.3: `1*( %x21 / %x23-5B / %x5D-7E )`.
fn is_legal(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\'))
}

fn check_name(text: &str) {
    let name = ScopeName::new(text.to_owned());
    assert_eq!(name.is_ok(), is_legal(text));
    match name {
        Ok(name) => {
            assert_eq!((name.as_str(), name.to_string().as_str()), (text, text));
            let json = serde_json::to_string(&name).unwrap();
            assert_eq!(serde_json::from_str::<ScopeName>(&json).unwrap(), name);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The set with what it should hold.
fn check_set(text: &str) -> Option<(ScopeSet, BTreeSet<&str>)> {
    let names: Vec<&str> = text.split(' ').filter(|name| !name.is_empty()).collect();
    let set = text.parse::<ScopeSet>();
    assert_eq!(set.is_ok(), names.iter().all(|name| is_legal(name)));
    let set = set.ok()?;

    let expected = BTreeSet::from_iter(names.iter().copied());
    assert!(set.iter().map(ScopeName::as_str).eq(expected.iter().copied()));
    assert_eq!((set.len(), set.is_empty()), (expected.len(), expected.is_empty()));
    assert_eq!(set.to_string(), Vec::from_iter(expected.iter().copied()).join(" "));
    assert_eq!(set.to_string().parse::<ScopeSet>().unwrap(), set);
    for json in [serde_json::to_string(&set).unwrap(), serde_json::to_string(&names).unwrap()] {
        assert_eq!(serde_json::from_str::<ScopeSet>(&json).unwrap(), set);
    }
    Some((set, expected))
}

fn check_algebra((left, left_names): &(ScopeSet, BTreeSet<&str>), (right, right_names): &(ScopeSet, BTreeSet<&str>)) {
    assert_eq!(left.is_subset(right), left_names.is_subset(right_names));
    let difference = left.difference(right);
    assert!(difference.iter().map(ScopeName::as_str).eq(left_names.difference(right_names).copied()));
    for name in left_names.iter().chain(right_names) {
        assert_eq!(left.contains(name), left_names.contains(name));
    }
    let mut union = left.clone();
    union.extend(right.iter().cloned());
    assert!(left.is_subset(&union) && right.is_subset(&union));
    assert_eq!(union.len(), left_names.union(right_names).count());
    let mut again = ScopeSet::new();
    for name in &union {
        assert!(again.insert(name.clone()));
        assert!(!again.insert(name.clone()));
    }
    assert_eq!(again, union);
}
