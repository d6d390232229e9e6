use std::fmt;

use crate::{ApiOperation, Scope, ScopeInfo, ScopeSet};

mod kinds;
mod missing;

pub use kinds::{All, Any, Authenticated, Public, StaticRequirement};
pub use missing::MissingScopes;

/// What an operation demands of the token it is called with: data, made at compile time.
///
/// Prints as `#[requires(..)]` has it, with the scopes by name.
///
/// ```
/// use auth_core::{ApiOperation, Requirement, Scope};
///
/// #[derive(Scope)]
/// #[scope("cloud:read")]
/// struct CloudRead;
///
/// #[derive(Scope)]
/// #[scope("bcf:read")]
/// struct BcfRead;
///
/// #[derive(ApiOperation)]
/// #[requires(any(CloudRead, BcfRead))]
/// struct ListUsers;
///
/// let required = Requirement::of::<ListUsers>();
/// assert_eq!(required.to_string(), "any(cloud:read, bcf:read)");
/// assert!(required.satisfied_by(&"bcf:read".parse().unwrap()).is_ok());
///
/// let missing = required.satisfied_by(&"bcf:write".parse().unwrap()).unwrap_err();
/// assert_eq!(missing.to_string(), "`cloud:read` is missing");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Requirement {
    /// No token: the request is sent without one.
    Public,
    /// A token, with whatever scopes.
    Authenticated,
    /// A token with this scope, or one that implies it.
    Scope(&'static ScopeInfo),
    /// One of these. The first is what a client asks for when it may choose.
    Any(&'static [Requirement]),
    /// Every one of these.
    All(&'static [Requirement]),
}

impl Requirement {
    /// What an operation requires.
    #[must_use]
    pub const fn of<O: ApiOperation>() -> Self {
        O::Requires::REQUIREMENT
    }

    /// What it takes to hold a scope.
    #[must_use]
    pub const fn scope<S: Scope>() -> Self {
        Self::Scope(&S::INFO)
    }

    /// Whether a token with these scopes meets the requirement.
    ///
    /// # Errors
    ///
    /// [`MissingScopes`]: as few of the scopes that are declared as would have to be granted in addition, none of which can be
    /// left out; of several equally small sets, the one that is declared first. What implies them is not looked for. Where an `all(..)` combines many alternatives, not all of their
    /// combinations are compared.
    pub fn satisfied_by(&self, granted: &ScopeSet) -> Result<(), MissingScopes> {
        if self.is_met_by(granted) { Ok(()) } else { Err(MissingScopes::smallest(*self, granted)) }
    }

    /// Every scope that the requirement names, in the order of the declaration, each once.
    #[must_use]
    pub fn scopes(&self) -> Vec<&'static ScopeInfo> {
        let mut scopes = Vec::new();
        self.collect_scopes(&mut scopes);
        scopes
    }

    fn collect_scopes(&self, scopes: &mut Vec<&'static ScopeInfo>) {
        match self {
            Self::Public | Self::Authenticated => {}
            Self::Scope(scope) if scopes.contains(scope) => {}
            Self::Scope(scope) => scopes.push(scope),
            Self::Any(members) | Self::All(members) => {
                members.iter().for_each(|member| member.collect_scopes(scopes));
            }
        }
    }

    fn is_met_by(&self, granted: &ScopeSet) -> bool {
        match self {
            Self::Public | Self::Authenticated => true,
            Self::Scope(scope) => granted.holds(scope),
            Self::Any(members) => members.iter().any(|member| member.is_met_by(granted)),
            Self::All(members) => members.iter().all(|member| member.is_met_by(granted)),
        }
    }

    /// Writes the members of a list; a list of the same kind inside it, which a long list consists of, is not shown.
    fn write_members(&self, f: &mut fmt::Formatter<'_>, first: &mut bool, any: bool) -> fmt::Result {
        match self {
            Self::Any(members) if any => members.iter().try_for_each(|member| member.write_members(f, first, any)),
            Self::All(members) if !any => members.iter().try_for_each(|member| member.write_members(f, first, any)),
            member => {
                if !std::mem::take(first) {
                    f.write_str(", ")?;
                }
                fmt::Display::fmt(member, f)
            }
        }
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::Authenticated => f.write_str("authenticated"),
            Self::Scope(scope) => f.write_str(scope.name()),
            Self::Any(_) => {
                f.write_str("any(")?;
                self.write_members(f, &mut true, true)?;
                f.write_str(")")
            }
            Self::All(_) => {
                f.write_str("all(")?;
                self.write_members(f, &mut true, false)?;
                f.write_str(")")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ScopeInfo = ScopeInfo::new("a", "", &[], &[]);
    const B: ScopeInfo = ScopeInfo::new("b", "", &[], &[]);
    const C: ScopeInfo = ScopeInfo::new("c", "", &[], &[]);
    const NESTED: Requirement = Requirement::Any(&[
        Requirement::Any(&[Requirement::Scope(&A), Requirement::Scope(&B)]),
        Requirement::All(&[Requirement::Scope(&B), Requirement::Scope(&C)]),
    ]);

    #[test]
    fn prints_as_it_is_declared_whatever_tree_a_long_list_became() {
        assert_eq!(NESTED.to_string(), "any(a, b, all(b, c))");
        assert_eq!(Requirement::Public.to_string(), "public");
        assert_eq!(Requirement::Authenticated.to_string(), "authenticated");
    }

    #[test]
    fn names_each_scope_once() {
        assert_eq!(NESTED.scopes(), [&A, &B, &C]);
    }

    #[test]
    fn public_and_authenticated_ask_for_no_scope() {
        assert!(Requirement::Public.satisfied_by(&ScopeSet::new()).is_ok());
        assert!(Requirement::Authenticated.satisfied_by(&ScopeSet::new()).is_ok());
    }
}
