use std::{
    fmt,
    hash::{Hash, Hasher},
};

use crate::verdict::SameId;

mod name;
mod set;

pub use name::{InvalidScopeName, ScopeName};
pub use set::{InvalidScopeSet, ScopeSet};

/// A permission that a server understands, as a unit type.
///
/// ```
/// use auth_core::Scope;
///
/// /// Read models: IFC, DWG, PDF and plans.
/// #[derive(Scope)]
/// #[scope("model:read", alias = "ifc:read", implied_by(ModelAdmin))]
/// struct ModelRead;
///
/// #[derive(Scope)]
/// #[scope("model:admin")]
/// struct ModelAdmin;
///
/// assert_eq!(ModelRead::INFO.name(), "model:read");
/// assert_eq!(ModelRead::INFO.aliases(), ["ifc:read"]);
/// ```
///
/// Two types with the same scope name are the same scope. Nothing is implied unless it is declared: `implied_by` is
/// written on the scope that comes for free, so that a token's scopes can be checked without a catalogue of all scopes.
/// Scopes that imply each other in a circle do not compile.
///
/// Implemented with the derive only: it computes the identity by which the compiler tells scopes apart.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a scope",
    label = "not a scope",
    note = "derive it: `#[derive(Scope)] #[scope(\"the:name\")] struct {Self};`"
)]
pub trait Scope: Send + Sized + Sync + 'static {
    /// The scope's name, its other names, and the scopes that imply it.
    const INFO: ScopeInfo;

    #[doc(hidden)]
    type Id: SameId<Self::Id>;

    #[doc(hidden)]
    type ImpliedBy;
}

/// What is known of a [`Scope`] at run time; the node of a graph that is made at compile time.
#[derive(Clone, Copy)]
pub struct ScopeInfo {
    name: &'static str,
    doc: &'static str,
    aliases: &'static [&'static str],
    implied_by: &'static [&'static ScopeInfo],
}

impl ScopeInfo {
    /// For the derive, which reports illegal names where they stand.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        doc: &'static str,
        aliases: &'static [&'static str],
        implied_by: &'static [&'static ScopeInfo],
    ) -> Self {
        assert!(name::is_legal(name), "not a scope name (RFC 6749 section 3.3)");
        Self { name, doc, aliases, implied_by }
    }

    /// The name the scope is requested by.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The first paragraph of the scope's documentation, on one line.
    #[must_use]
    pub const fn doc(&self) -> &'static str {
        self.doc
    }

    /// Other names for the same permission, which a server may grant instead.
    #[must_use]
    pub const fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// The scopes that contain this one.
    #[must_use]
    pub const fn implied_by(&self) -> &'static [&'static ScopeInfo] {
        self.implied_by
    }

    /// Whether holding `other` means holding this scope: they are the same, or `other` implies it, directly or not.
    #[must_use]
    pub fn is_met_by(&self, other: &ScopeInfo) -> bool {
        self.name == other.name || self.implied_by.iter().any(|parent| parent.is_met_by(other))
    }
}

impl fmt::Debug for ScopeInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ScopeInfo").field(&self.name).finish()
    }
}

impl fmt::Display for ScopeInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Eq for ScopeInfo {}

impl PartialEq for ScopeInfo {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// By its name, as it is compared.
impl Hash for ScopeInfo {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
