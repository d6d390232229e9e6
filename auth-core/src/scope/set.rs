use std::{
    collections::{BTreeSet, btree_set},
    fmt,
    str::FromStr,
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, SeqAccess, Visitor},
};
use thiserror::Error;

use super::{InvalidScopeName, ScopeInfo, ScopeName};

/// A set of scope names, as a token request asks for it and a token response grants it.
///
/// Prints as RFC 6749 section 3.3 writes it, separated by single spaces, and sorted. When read, the order, repeated
/// names and extra spaces do not matter.
///
/// ```
/// use auth_core::ScopeSet;
///
/// let granted: ScopeSet = "model:read bcf:read".parse().unwrap();
/// assert!(granted.contains("bcf:read"));
/// assert_eq!(granted.to_string(), "bcf:read model:read");
/// ```
///
/// serde writes the string, and reads a string or, because IdentityServer4 puts one into its JWTs, an array of strings; in
/// formats that are not for people, the string alone.
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ScopeSet(BTreeSet<ScopeName>);

impl ScopeSet {
    /// The empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeSet::new())
    }

    /// Adds a name; whether it was new.
    pub fn insert(&mut self, name: ScopeName) -> bool {
        self.0.insert(name)
    }

    /// Whether exactly this name is in the set.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Whether the scope is held: under its name, an alias, or through a scope that implies it.
    #[must_use]
    pub fn holds(&self, scope: &ScopeInfo) -> bool {
        self.contains(scope.name())
            || scope.aliases().iter().any(|alias| self.contains(alias))
            || scope.implied_by().iter().any(|parent| self.holds(parent))
    }

    /// The names of this set that are not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        Self(self.0.difference(&other.0).cloned().collect())
    }

    /// Whether every name of this set is in `other`.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }

    /// The names, sorted.
    pub fn iter(&self) -> btree_set::Iter<'_, ScopeName> {
        self.0.iter()
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(ScopeName::as_str)).finish()
    }
}

impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, name) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            f.write_str(name.as_str())?;
        }
        Ok(())
    }
}

impl Extend<ScopeName> for ScopeSet {
    fn extend<I: IntoIterator<Item = ScopeName>>(&mut self, names: I) {
        self.0.extend(names);
    }
}

impl FromIterator<ScopeName> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = ScopeName>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

impl IntoIterator for ScopeSet {
    type Item = ScopeName;
    type IntoIter = btree_set::IntoIter<ScopeName>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a ScopeSet {
    type Item = &'a ScopeName;
    type IntoIter = btree_set::Iter<'a, ScopeName>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromStr for ScopeSet {
    type Err = InvalidScopeSet;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let names = text.split(' ').filter(|name| !name.is_empty());
        Ok(names.map(str::parse).collect::<Result<_, InvalidScopeName>>()?)
    }
}

impl<'de> Deserialize<'de> for ScopeSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(StringOrArray)
        } else {
            // As it is written: such a format need not say what comes.
            deserializer.deserialize_string(StringOrArray)
        }
    }
}

impl Serialize for ScopeSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A list of scopes has a name that is not legal.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error(transparent)]
pub struct InvalidScopeSet(#[from] InvalidScopeName);

struct StringOrArray;

impl<'de> Visitor<'de> for StringOrArray {
    type Value = ScopeSet;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("scopes as a space-separated string or as an array of strings")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<ScopeSet, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<ScopeSet, A::Error> {
        let mut set = ScopeSet::new();
        while let Some(name) = names.next_element()? {
            set.insert(name);
        }
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADMIN: ScopeInfo = ScopeInfo::new("admin", "", &[], &[]);
    const WRITE: ScopeInfo = ScopeInfo::new("model:write", "", &["ifc:write"], &[&ADMIN]);
    const READ: ScopeInfo = ScopeInfo::new("model:read", "", &["ifc:read"], &[&WRITE]);

    fn set(text: &str) -> ScopeSet {
        text.parse().unwrap()
    }

    #[test]
    fn prints_sorted_and_reads_any_order_repetition_and_spacing() {
        assert_eq!(set(" b  a b ").to_string(), "a b");
        assert_eq!(set("").to_string(), "");
        assert_eq!(format!("{:?}", set("b a")), r#"{"a", "b"}"#);
    }

    #[test]
    fn an_illegal_name_is_refused_and_named() {
        let refused = "a b\u{7}".parse::<ScopeSet>().unwrap_err();
        assert!(refused.to_string().contains("'\\u{7}' at position 1"), "{refused}");
    }

    #[test]
    fn serde_reads_a_string_or_an_array_and_writes_a_string() {
        let read = |json: &str| serde_json::from_str::<ScopeSet>(json);
        assert_eq!(read(r#""b a""#).unwrap(), set("a b"));
        assert_eq!(read(r#"["b","a"]"#).unwrap(), set("a b"));
        assert_eq!(serde_json::to_string(&set("b a")).unwrap(), r#""a b""#);
        for wrong in ["1", "null", "{}", r#"["a b"]"#, r#"[""]"#, "[1]"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        let refused = read("1").unwrap_err().to_string();
        assert!(refused.contains("a space-separated string or"), "{refused}");
    }

    #[test]
    fn a_set_is_counted_compared_and_taken_apart() {
        let (both, one) = (set("a b"), set("b"));
        assert_eq!((both.len(), one.len(), set("").len()), (2, 1, 0));
        assert_eq!(both.difference(&one), set("a"));
        assert!(one.difference(&both).is_empty());
        assert_eq!(both.into_iter().map(|name| name.to_string()).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn a_scope_is_held_under_its_name_an_alias_or_through_what_implies_it() {
        for granted in ["model:read", "ifc:read", "model:write", "ifc:write", "x admin"] {
            assert!(set(granted).holds(&READ), "{granted}");
        }
        for granted in ["", "model", "model:readx", "bcf:read"] {
            assert!(!set(granted).holds(&READ), "{granted}");
        }
        assert!(!set("model:read").holds(&WRITE));
    }
}
