//! What a requirement says of a token's scopes, against an oracle which is too simple to be wrong.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use auth_core::{MissingScopes, Requirement, ScopeInfo, ScopeName, ScopeSet};
use proptest::{
    collection::{btree_set, vec},
    prelude::*,
    sample::subsequence,
};

/// So few that all their subsets can be tried.
const SCOPES: usize = 6;

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_requirement_is_met_when_the_oracle_says_so(world in worlds(true), tree in trees(true), granted in names()) {
        let met = world.requirement(&tree).satisfied_by(&set(&granted)).is_ok();
        prop_assert_eq!(met, tree.is_met(&world.held(&granted)));
    }

    #[test]
    fn the_missing_scopes_are_named_by_the_requirement_and_not_held(
        world in worlds(true),
        tree in trees(true),
        granted in names(),
    ) {
        let requirement = world.requirement(&tree);
        let held = world.held(&granted);
        if let Err(missing) = requirement.satisfied_by(&set(&granted)) {
            prop_assert_eq!(missing.requirement(), requirement);
            for scope in missing.scopes() {
                prop_assert!(requirement.scopes().contains(scope));
                prop_assert!(!held.contains(&number(scope)));
            }
            let distinct: BTreeSet<_> = missing.scopes().iter().map(|scope| scope.name()).collect();
            prop_assert_eq!(distinct.len(), missing.scopes().len());
        }
    }

    #[test]
    fn the_missing_scopes_suffice(world in worlds(true), tree in trees(true), granted in names()) {
        if let Err(missing) = world.requirement(&tree).satisfied_by(&set(&granted)) {
            let suffice = tree.is_met(&world.held(&with(&granted, &missing)));
            prop_assert_eq!(suffice, !missing.scopes().is_empty(), "{}", missing);
        }
    }

    #[test]
    fn where_no_scope_is_reported_none_could_help(world in worlds(true), tree in trees(false), granted in names()) {
        if let Err(missing) = world.requirement(&tree).satisfied_by(&set(&granted)) {
            let everything = (0..SCOPES).collect();
            prop_assert_eq!(missing.scopes().is_empty(), !tree.is_met(&everything));
        }
    }

    #[test]
    fn where_no_scope_implies_another_no_fewer_suffice(
        world in worlds(false),
        tree in trees(true),
        granted in names(),
    ) {
        if let Err(missing) = world.requirement(&tree).satisfied_by(&set(&granted)) {
            prop_assert_eq!(Some(missing.scopes().len()), world.fewest(&tree, &granted), "{}", missing);
        }
    }

    #[test]
    fn no_missing_scope_can_be_left_out(world in worlds(true), tree in trees(true), granted in names()) {
        if let Err(missing) = world.requirement(&tree).satisfied_by(&set(&granted)) {
            for left_out in missing.scopes() {
                let others = missing.scopes().iter().filter(|scope| *scope != left_out);
                let names = granted.iter().cloned().chain(others.map(|scope| scope.name().to_owned())).collect();
                prop_assert!(!tree.is_met(&world.held(&names)), "{missing} but {left_out} is not needed");
            }
        }
    }
}

/// Scopes, each with an alias, and by which scopes of a lower number each is implied.
#[derive(Clone, Debug)]
struct World(Vec<Vec<usize>>);

impl World {
    /// Which scopes are held, found by repetition until nothing is added.
    fn held(&self, granted: &BTreeSet<String>) -> BTreeSet<usize> {
        let mut held: BTreeSet<usize> =
            (0..SCOPES).filter(|scope| granted.contains(&name(*scope)) || granted.contains(&alias(*scope))).collect();
        loop {
            let implied = (0..SCOPES).filter(|scope| self.0[*scope].iter().any(|parent| held.contains(parent)));
            let more: BTreeSet<usize> = held.iter().copied().chain(implied).collect();
            if more == held {
                return held;
            }
            held = more;
        }
    }

    /// How many scopes have to be added at least.
    fn fewest(&self, tree: &Tree, granted: &BTreeSet<String>) -> Option<usize> {
        let subsets = (0_u32..1 << SCOPES).map(|bits| (0..SCOPES).filter(move |scope| bits & 1 << scope != 0));
        let enough = subsets.filter(|subset| {
            let names = granted.iter().cloned().chain(subset.clone().map(name)).collect();
            tree.is_met(&self.held(&names))
        });
        enough.map(Iterator::count).min().filter(|count| *count > 0)
    }

    /// The tree as the data which the derive would have made of it. Leaked: a requirement is part of the program.
    fn requirement(&self, tree: &Tree) -> Requirement {
        let mut infos: Vec<&'static ScopeInfo> = Vec::new();
        for (scope, parents) in self.0.iter().enumerate() {
            let aliases = vec![&*alias(scope).leak()].leak();
            let parents: Vec<_> = parents.iter().map(|parent| infos[*parent]).collect();
            infos.push(Box::leak(Box::new(ScopeInfo::new(name(scope).leak(), "", aliases, parents.leak()))));
        }
        tree.requirement(&infos)
    }
}

#[derive(Clone, Debug)]
enum Tree {
    Public,
    Authenticated,
    Scope(usize),
    Any(Vec<Tree>),
    All(Vec<Tree>),
}

impl Tree {
    fn is_met(&self, held: &BTreeSet<usize>) -> bool {
        match self {
            Self::Public | Self::Authenticated => true,
            Self::Scope(scope) => held.contains(scope),
            Self::Any(members) => members.iter().any(|member| member.is_met(held)),
            Self::All(members) => members.iter().all(|member| member.is_met(held)),
        }
    }

    fn requirement(&self, infos: &[&'static ScopeInfo]) -> Requirement {
        let list = |members: &[Self]| {
            let members: Vec<_> = members.iter().map(|member| member.requirement(infos)).collect();
            &*members.leak()
        };
        match self {
            Self::Public => Requirement::Public,
            Self::Authenticated => Requirement::Authenticated,
            Self::Scope(scope) => Requirement::Scope(infos[*scope]),
            Self::Any(members) => Requirement::Any(list(members)),
            Self::All(members) => Requirement::All(list(members)),
        }
    }
}

/// Scopes of which each may be implied by those before it; by none unless `implying`.
fn worlds(implying: bool) -> impl Strategy<Value = World> {
    let parents = |scope| subsequence((0..scope).collect::<Vec<_>>(), 0..=if implying { scope.min(2) } else { 0 });
    (0..SCOPES).map(parents).collect::<Vec<_>>().prop_map(World)
}

/// Nested lists, some of them empty unless `nonempty`.
fn trees(nonempty: bool) -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        20 => (0..SCOPES).prop_map(Tree::Scope),
        1 => Just(Tree::Authenticated),
        1 => Just(Tree::Public),
    ];
    leaf.prop_recursive(3, 24, 4, move |inner| {
        let members = vec(inner, usize::from(nonempty)..=4);
        prop_oneof![members.clone().prop_map(Tree::Any), members.prop_map(Tree::All)]
    })
}

/// What a server granted: names, aliases, and what no one asked for.
fn names() -> impl Strategy<Value = BTreeSet<String>> {
    let name =
        prop_oneof![4 => (0..SCOPES).prop_map(name), 2 => (0..SCOPES).prop_map(alias), 1 => Just("x".to_owned())];
    btree_set(name, 0..=3)
}

fn name(scope: usize) -> String {
    format!("scope:{scope}")
}

fn alias(scope: usize) -> String {
    format!("alias:{scope}")
}

fn number(scope: &ScopeInfo) -> usize {
    (0..SCOPES).find(|number| name(*number) == scope.name()).unwrap()
}

fn set(names: &BTreeSet<String>) -> ScopeSet {
    names.iter().map(|name| ScopeName::new(name.clone()).unwrap()).collect()
}

fn with(granted: &BTreeSet<String>, missing: &MissingScopes) -> BTreeSet<String> {
    granted.iter().cloned().chain(missing.scopes().iter().map(|scope| scope.name().to_owned())).collect()
}
