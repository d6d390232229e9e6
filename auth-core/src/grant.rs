use std::marker::PhantomData;

use crate::{ApiOperation, Scope, ScopeInfo, ScopeName, ScopeSet, StaticRequirement};

mod holds;
mod permits;
mod within;

pub use holds::MetBy;
pub use permits::{AuthorizedBy, Includes, IncludesOneOf, Permits};
pub use within::Within;

/// The scopes a client holds: a scope, a tuple of grants, [`GrantFor`] or [`Dynamic`].
///
/// ```
/// use auth_core::{ApiOperation, Grant, GrantFor, Scope};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// #[derive(Scope)]
/// #[scope("bcf:read")]
/// struct BcfRead;
///
/// #[derive(ApiOperation)]
/// #[requires(ModelRead)]
/// struct GetModel;
///
/// type Viewer = (ModelRead, BcfRead);
/// assert_eq!(Viewer::scopes().unwrap().to_string(), "bcf:read model:read");
///
/// type Exactly = GrantFor<(GetModel,)>;
/// assert_eq!(Exactly::scopes().unwrap().to_string(), "model:read");
/// ```
///
/// Tuples have up to 16 members and nest. `()` holds nothing, and is enough for operations that need no scope.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a grant",
    label = "not a grant",
    note = "a grant is a scope, a tuple of grants, `GrantFor<(Operation, ..)>` or `Dynamic`",
    note = "a tuple has up to 16 members; members may be tuples"
)]
pub trait Grant: 'static {
    /// The scopes, each as often as the grant names it; `None` when they are known at run time only ([`Dynamic`]).
    fn infos() -> Option<Vec<&'static ScopeInfo>>;

    /// The names to ask the authorization server for; `None` as with [`Grant::infos`].
    #[must_use]
    fn scopes() -> Option<ScopeSet> {
        Some(Self::infos()?.into_iter().map(|scope| ScopeName::from_static(scope.name())).collect())
    }
}

#[diagnostic::do_not_recommend]
impl<S: Scope> Grant for S {
    fn infos() -> Option<Vec<&'static ScopeInfo>> {
        Some(vec![&S::INFO])
    }
}

impl Grant for () {
    fn infos() -> Option<Vec<&'static ScopeInfo>> {
        Some(Vec::new())
    }
}

/// A grant whose scopes the compiler does not know: every call compiles, and is checked before it is sent.
///
/// For scopes that come from a configuration, and for tools that pass on what they are given. A tuple with it is no more than
/// itself: no scope of the others is asked for.
#[derive(Debug)]
pub enum Dynamic {}

impl Grant for Dynamic {
    fn infos() -> Option<Vec<&'static ScopeInfo>> {
        None
    }
}

/// The grant that exactly suffices for the operations in the tuple `Ops`.
///
/// Of the alternatives in an `any(..)`, the first is taken. Tuples of operations nest, so there is no limit to how many.
#[derive(Debug)]
pub struct GrantFor<Ops>(PhantomData<fn() -> Ops>);

impl<Ops: Operations + 'static> Grant for GrantFor<Ops>
where
    Ops::Grant: Grant,
{
    fn infos() -> Option<Vec<&'static ScopeInfo>> {
        Ops::Grant::infos()
    }
}

/// An operation, or a tuple of such, and the grant that it prefers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "not an operation",
    note = "`GrantFor` takes a type with `#[derive(ApiOperation)]`, or a tuple of such types"
)]
pub trait Operations {
    type Grant;
}

impl<O: ApiOperation> Operations for O {
    type Grant = <O::Requires as StaticRequirement>::Preferred;
}

macro_rules! tuple {
    ($($member:ident)+) => {
        impl<$($member: Grant),+> Grant for ($($member,)+) {
            fn infos() -> Option<Vec<&'static ScopeInfo>> {
                let mut scopes = Vec::new();
                $(scopes.extend($member::infos()?);)+
                Some(scopes)
            }
        }

        impl<$($member: Operations),+> Operations for ($($member,)+) {
            type Grant = ($($member::Grant,)+);
        }
    };
}

crate::tuples::for_each_arity!(tuple);
