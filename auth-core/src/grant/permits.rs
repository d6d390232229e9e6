use crate::{ApiOperation, verdict::Granted};

/// Whether a client with this grant may call the operation `O`.
///
/// ```
/// use auth_core::{ApiOperation, Permits, Scope};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// #[derive(ApiOperation)]
/// #[requires(ModelRead)]
/// struct GetModel;
///
/// fn call<G: Permits<GetModel>>() {}
///
/// call::<ModelRead>();
/// ```
///
/// A grant that does not include what the operation requires does not compile:
///
/// ```compile_fail,E0277
/// # use auth_core::{ApiOperation, Permits, Scope};
/// # #[derive(Scope)]
/// # #[scope("model:read")]
/// # struct ModelRead;
/// # #[derive(ApiOperation)]
/// # #[requires(ModelRead)]
/// # struct GetModel;
/// # fn call<G: Permits<GetModel>>() {}
/// call::<()>(); // `GetModel` requires `ModelRead`, which the grant `()` does not include
/// ```
///
/// Code that is generic over the grant states every operation it calls: `where G: Permits<GetModel> + Permits<ListTopics>`.
/// With a single such bound the compiler takes it that this operation is the one being called, so that another one is
/// said to have "mismatched types".
#[diagnostic::on_unimplemented(
    message = "the grant `{Self}` does not permit `{O}`",
    label = "`{O}` is not permitted here",
    note = "in generic code, state it: `where {Self}: Permits<{O}>`"
)]
pub trait Permits<O> {}

// This way round, and not `impl Permits<Op> for G` by the derive: with that, inference picks a wrong operation.
impl<G, O: AuthorizedBy<G>> Permits<O> for G {}

/// What the derive implements for an operation, with one condition for each thing that it requires.
///
/// Of a type without the derive, this is what is missing; the supertrait is what keeps that a single error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation that the grant `{G}` permits",
    label = "`{Self}` is not an operation",
    note = "derive it on the type, and state what it needs: `#[derive(ApiOperation)] #[requires(..)]`",
    note = "in generic code, state what the grant permits: `where {G}: Permits<{Self}>`"
)]
pub trait AuthorizedBy<G>: ApiOperation {}

/// A verdict that lets the operation `O` pass, which requires `R` of the grant `G`.
#[diagnostic::on_unimplemented(
    message = "`{O}` requires `{R}`, which the grant `{G}` does not include",
    label = "needs `{R}`",
    note = "add it to the grant of the client, or call an operation which needs less"
)]
pub trait Includes<R, G, O> {}

impl<R, G, O> Includes<R, G, O> for Granted {}

/// A verdict that lets the operation `O` pass, which requires one of the alternatives in the tuple `R` of the grant `G`.
///
/// `R` is for the reader of the error alone: an alternative that takes several scopes is a tuple in it.
#[diagnostic::on_unimplemented(
    message = "`{O}` requires one of `{R}`, and the grant `{G}` includes none of them",
    label = "needs one of `{R}`",
    note = "add one to the grant of the client, or call an operation which needs less"
)]
pub trait IncludesOneOf<R, G, O> {}

impl<R, G, O> IncludesOneOf<R, G, O> for Granted {}
