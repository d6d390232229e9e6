use auth_core::{OperationInfo, Requirement, ScopeInfo, ScopeSet};

use crate::arguments::Sdk;

/// Operations, and the scopes that they name.
pub(crate) struct Listing {
    pub(crate) sdk: &'static str,
    pub(crate) operations: Vec<&'static OperationInfo>,
    /// Sorted by name.
    pub(crate) scopes: Vec<&'static ScopeInfo>,
    /// What suffices for all of them, where only some were asked for.
    pub(crate) least: Option<Vec<&'static ScopeInfo>>,
}

impl Listing {
    /// The operations of these names, or all when there is no name.
    pub(crate) fn of(sdk: Sdk, names: &[String]) -> Result<Self, String> {
        let operations = match names {
            [] => sdk.operations.iter().collect(),
            names => names.iter().map(|name| find(sdk, name)).collect::<Result<Vec<_>, _>>()?,
        };
        let mut scopes: Vec<_> = operations.iter().flat_map(|operation| operation.requirement().scopes()).collect();
        scopes.sort_by_key(|scope| scope.name());
        scopes.dedup();
        let least = (!names.is_empty()).then(|| least(&operations));
        Ok(Self { sdk: sdk.name, operations, scopes, least })
    }

    /// The operations that name a scope.
    pub(crate) fn needing(&self, scope: &ScopeInfo) -> impl Iterator<Item = &'static OperationInfo> {
        self.operations.iter().copied().filter(move |operation| operation.requirement().scopes().contains(&scope))
    }

    /// The operations that name none.
    pub(crate) fn needing_none(&self) -> impl Iterator<Item = &'static OperationInfo> {
        self.operations.iter().copied().filter(|operation| operation.requirement().scopes().is_empty())
    }
}

/// As few scopes as suffice for all: what would be missing if nothing were granted.
fn least(operations: &[&OperationInfo]) -> Vec<&'static ScopeInfo> {
    let all: Vec<_> = operations.iter().map(|operation| operation.requirement()).collect();
    // A requirement is made of constants. This one is made once, when the program runs.
    let all = Requirement::All(Vec::leak(all));
    all.satisfied_by(&ScopeSet::new()).err().map(|missing| missing.scopes().to_vec()).unwrap_or_default()
}

fn find(sdk: Sdk, name: &str) -> Result<&'static OperationInfo, String> {
    if let Some(found) = sdk.operations.iter().find(|operation| operation.name() == name) {
        return Ok(found);
    }
    match sdk.operations.iter().min_by_key(|operation| strsim::damerau_levenshtein(name, operation.name())) {
        Some(near) => Err(format!("`{name}` is no operation of `{}`; did you mean `{}`?", sdk.name, near.name())),
        None => Err(format!("`{}` has no operations", sdk.name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BIMDATA: Sdk = Sdk { name: "bimdata", operations: bimdata::operations::OPERATIONS };

    fn listing(names: &[&str]) -> Result<Listing, String> {
        Listing::of(BIMDATA, &names.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    fn least(names: &[&str]) -> Vec<&'static str> {
        listing(names).unwrap().least.unwrap().iter().map(|scope| scope.name()).collect()
    }

    #[test]
    fn the_least_scopes_suffice_for_all_operations_that_are_named() {
        assert_eq!(least(&["GetModel", "CreateTopic"]), ["model:read", "bcf:write"]);
        assert_eq!(least(&["GetModel", "GetModels"]), ["model:read"]);
        assert_eq!(least(&["GetClouds"]), [""; 0]);
    }

    #[test]
    fn of_alternatives_the_one_is_taken_that_is_needed_anyway() {
        assert_eq!(least(&["GetProjectUsers"]), ["cloud:read"]);
        assert_eq!(least(&["GetProjectUsers", "GetTopics"]), ["bcf:read"]);
    }

    #[test]
    fn an_unknown_operation_is_met_with_the_nearest() {
        let mistake = listing(&["GetModle"]).err().unwrap();
        assert_eq!(mistake, "`GetModle` is no operation of `bimdata`; did you mean `GetModel`?");
    }

    #[test]
    fn every_operation_is_listed_by_a_scope_or_as_needing_none() {
        let all = listing(&[]).unwrap();
        let listed: std::collections::BTreeSet<_> = all
            .scopes
            .iter()
            .flat_map(|scope| all.needing(scope))
            .chain(all.needing_none())
            .map(OperationInfo::name)
            .collect();
        assert_eq!(listed.len(), 395);
        assert!(all.least.is_none());
    }
}
