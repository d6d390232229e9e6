//! What the compiler says of a requirement and a grant, against what is said at run time, and against the model that the
//! build script made the cases from.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::marker::PhantomData;

use auth_core::{
    ApiOperation, Dynamic, Grant, GrantFor, Permits, Requirement, Scope, ScopeInfo, ScopeName, ScopeSet, Within,
};

/// The requirement of an operation and a grant, and whether the compiler accepts the call.
struct Permitted {
    grant: &'static str,
    scopes: fn() -> Option<ScopeSet>,
    requirement: Requirement,
    declared: &'static str,
    verdict: bool,
    expected: bool,
}

/// Two grants, and whether the compiler accepts the inner one as lying within the outer one.
struct Inside {
    outer: &'static str,
    outer_scopes: fn() -> Option<ScopeSet>,
    inner: &'static str,
    inner_infos: fn() -> Option<Vec<&'static ScopeInfo>>,
    verdict: bool,
    expected: bool,
}

/// Makes a bound that may fail a value: an inherent constant goes before that of a trait, where its bounds hold.
struct Probe<A, B>(PhantomData<(A, B)>);

impl<G: Permits<O>, O> Probe<G, O> {
    const PERMITS: bool = true;
}

impl<G, H: Within<G>> Probe<G, H> {
    const HOLDS: bool = true;
}

trait Otherwise {
    const PERMITS: bool = false;
    const HOLDS: bool = false;
}

impl<T> Otherwise for T {}

#[expect(clippy::duplicated_attributes, reason = "a scope in two lists of one kind is taken for an attribute twice")]
mod cases {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/verdicts.rs"));
}

/// What is in it compiles, or it does not.
#[expect(clippy::duplicated_attributes, dead_code, reason = "as above, and never called")]
mod many {
    include!(concat!(env!("OUT_DIR"), "/many.rs"));
}

use cases::{PERMITTED, WITHIN};

#[test]
fn a_call_compiles_when_the_model_says_so() {
    for case in PERMITTED {
        assert_eq!(case.verdict, case.expected, "{} of {}", case.declared, case.grant);
    }
}

#[test]
fn a_call_compiles_when_the_scopes_of_the_grant_pass_the_check_at_run_time() {
    for case in PERMITTED {
        let passes = (case.scopes)().is_none_or(|scopes| case.requirement.satisfied_by(&scopes).is_ok());
        assert_eq!(case.verdict, passes, "{} of {}", case.declared, case.grant);
    }
}

#[test]
fn a_server_may_grant_a_scope_under_its_alias() {
    for case in PERMITTED {
        let Some(scopes) = (case.scopes)() else { continue };
        let scopes: ScopeSet = scopes.iter().map(with_alias).collect();
        assert_eq!(case.verdict, case.requirement.satisfied_by(&scopes).is_ok(), "{} of {scopes}", case.declared);
    }
}

#[test]
fn a_requirement_prints_as_it_is_declared() {
    for case in PERMITTED {
        assert_eq!(case.requirement.to_string(), case.declared);
    }
}

#[test]
fn a_grant_lies_within_another_when_the_model_says_so() {
    for case in WITHIN {
        assert_eq!(case.verdict, case.expected, "{} within {}", case.inner, case.outer);
    }
}

#[test]
fn a_grant_lies_within_another_that_holds_each_of_its_scopes_at_run_time() {
    for case in WITHIN {
        let (Some(inner), Some(outer)) = ((case.inner_infos)(), (case.outer_scopes)()) else { continue };
        let holds = inner.iter().all(|scope| outer.holds(scope));
        assert_eq!(case.verdict, holds, "{} within {}", case.inner, case.outer);
    }
}

#[test]
fn the_cases_are_several_hundred_of_each_verdict() {
    for verdict in [true, false] {
        let permitted = PERMITTED.iter().filter(|case| case.verdict == verdict).count();
        let within = WITHIN.iter().filter(|case| case.verdict == verdict).count();
        assert!(permitted > 200 && within > 200, "{verdict}: {permitted} calls, {within} pairs of grants");
    }
}

/// Every third scope has an alias.
fn with_alias(name: &ScopeName) -> ScopeName {
    let number = name.as_str().trim_start_matches("s:").parse::<usize>();
    let alias = ScopeName::new(format!("old:{name}"));
    if number.is_ok_and(|number| number.is_multiple_of(3)) { alias.unwrap() } else { name.clone() }
}
