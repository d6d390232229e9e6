use std::{error, fmt};

use crate::{Requirement, ScopeInfo, ScopeName, ScopeSet};

/// The scopes that would have to be granted in addition to meet a requirement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MissingScopes {
    requirement: Requirement,
    scopes: Vec<&'static ScopeInfo>,
}

impl MissingScopes {
    /// What is required.
    #[must_use]
    pub const fn requirement(&self) -> Requirement {
        self.requirement
    }

    /// The scopes that are missing; none where no scope could help, as with an `any(..)` of nothing.
    #[must_use]
    pub fn scopes(&self) -> &[&'static ScopeInfo] {
        &self.scopes
    }

    pub(super) fn smallest(requirement: Requirement, granted: &ScopeSet) -> Self {
        let ways = ways_to_meet(&requirement, granted).into_iter();
        let smallest = ways.map(|way| without_needless(way, &requirement, granted)).min_by_key(Vec::len);
        Self { requirement, scopes: smallest.unwrap_or_default() }
    }
}

impl fmt::Display for MissingScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, scope) in self.scopes.iter().enumerate() {
            let separator = match at {
                0 => "",
                _ if at + 1 == self.scopes.len() => " and ",
                _ => ", ",
            };
            write!(f, "{separator}`{scope}`")?;
        }
        match self.scopes.len() {
            0 => write!(f, "no scope can meet `{}`", self.requirement),
            1 => f.write_str(" is missing"),
            _ => f.write_str(" are missing"),
        }
    }
}

impl error::Error for MissingScopes {}

/// Scopes that, granted in addition, meet a requirement.
type Way = Vec<&'static ScopeInfo>;

/// An `all(..)` of many `any(..)` has exponentially many ways; of those only so many, the smallest, are followed. Of their
/// combinations with the next `any(..)`, which have to be compared with each other, some more.
const MOST_WAYS: usize = 64;
const MOST_COMBINATIONS: usize = 512;

/// All minimal ways to meet a requirement, in the order of the declaration; an empty way where it is met already.
fn ways_to_meet(requirement: &Requirement, granted: &ScopeSet) -> Vec<Way> {
    match requirement {
        Requirement::Public | Requirement::Authenticated => vec![Way::new()],
        Requirement::Scope(scope) if granted.holds(scope) => vec![Way::new()],
        Requirement::Scope(scope) => vec![vec![scope]],
        Requirement::Any(members) => minimal(members.iter().flat_map(|member| ways_to_meet(member, granted)).collect()),
        Requirement::All(members) => members.iter().fold(vec![Way::new()], |so_far, member| {
            let mut next = ways_to_meet(member, granted);
            next.truncate(MOST_WAYS);
            let mut ways: Vec<_> = so_far.iter().flat_map(|way| next.iter().map(|more| both(way, more))).collect();
            ways.sort_by_key(Vec::len);
            ways.truncate(MOST_COMBINATIONS);
            let mut ways = minimal(ways);
            ways.truncate(MOST_WAYS);
            ways
        }),
    }
}

/// Leaves out what the rest of the way makes up for, by implying all that another alternative asks for.
fn without_needless(mut way: Way, requirement: &Requirement, granted: &ScopeSet) -> Way {
    let mut at = 0;
    while at < way.len() {
        let others = way.iter().enumerate().filter(|(other, _)| *other != at);
        let names = others.map(|(_, scope)| ScopeName::from_static(scope.name()));
        if requirement.is_met_by(&granted.iter().cloned().chain(names).collect()) {
            way.remove(at);
        } else {
            at += 1;
        }
    }
    way
}

/// The scopes of two ways, without those that another one of them implies.
fn both(one: &[&'static ScopeInfo], other: &[&'static ScopeInfo]) -> Way {
    let mut way: Way = one.to_vec();
    for scope in other {
        if !way.iter().any(|held| scope.is_met_by(held)) {
            way.retain(|held| !held.is_met_by(scope));
            way.push(scope);
        }
    }
    way
}

/// Drops each way that asks for all that an earlier or smaller one asks for.
fn minimal(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort_by_key(Vec::len);
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        if !kept.iter().any(|small| small.iter().all(|scope| way.contains(scope))) {
            kept.push(way);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ScopeInfo = ScopeInfo::new("a", "", &[], &[]);
    const B: ScopeInfo = ScopeInfo::new("b", "", &[], &[&A]);
    const C: ScopeInfo = ScopeInfo::new("c", "", &[], &[]);
    const E: ScopeInfo = ScopeInfo::new("e", "", &[], &[]);

    const fn scope(info: &'static ScopeInfo) -> Requirement {
        Requirement::Scope(info)
    }

    fn missing(requirement: Requirement, granted: &str) -> String {
        requirement.satisfied_by(&granted.parse().unwrap()).unwrap_err().to_string()
    }

    #[test]
    fn of_alternatives_the_one_that_misses_least_is_named() {
        const ANY: Requirement =
            Requirement::Any(&[Requirement::All(&[scope(&A), scope(&C)]), Requirement::All(&[scope(&C), scope(&B)])]);
        assert_eq!(missing(ANY, "b"), "`c` is missing");
        assert_eq!(missing(ANY, ""), "`a` and `c` are missing");
    }

    #[test]
    fn several_are_enumerated_and_none_is_said_to_be_of_no_use() {
        const ALL: Requirement = Requirement::All(&[scope(&A), scope(&C), scope(&E)]);
        assert_eq!(missing(ALL, ""), "`a`, `c` and `e` are missing");
        assert_eq!(missing(ALL, "c"), "`a` and `e` are missing");
        assert_eq!(missing(Requirement::Any(&[]), ""), "no scope can meet `any()`");
    }

    #[test]
    fn one_scope_that_serves_two_conjuncts_is_named_once() {
        const ALL: Requirement =
            Requirement::All(&[Requirement::Any(&[scope(&A), scope(&C)]), Requirement::Any(&[scope(&B), scope(&C)])]);
        const BOTH: Requirement = Requirement::All(&[scope(&B), scope(&A)]);
        assert_eq!(missing(ALL, ""), "`a` is missing", "a implies b");
        assert_eq!(missing(BOTH, ""), "`a` is missing");
        assert_eq!(missing(BOTH, "b"), "`a` is missing");
    }

    #[test]
    fn a_scope_that_implies_another_alternative_is_not_joined_by_what_its_own_needs() {
        const D: ScopeInfo = ScopeInfo::new("d", "", &[], &[&A]);
        const EITHER: Requirement =
            Requirement::Any(&[Requirement::All(&[scope(&A), scope(&C)]), Requirement::All(&[scope(&B), scope(&D)])]);
        assert_eq!(missing(EITHER, ""), "`a` is missing");
    }

    #[test]
    fn a_requirement_with_exponentially_many_ways_is_answered() {
        const PAIR: Requirement = Requirement::Any(&[scope(&A), scope(&C)]);
        const MANY: Requirement = Requirement::All(&[PAIR; 64]);
        assert_eq!(missing(MANY, ""), "`a` is missing");
    }
}
