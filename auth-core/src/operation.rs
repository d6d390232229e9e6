use crate::StaticRequirement;

/// One endpoint of an API, and what it requires of the caller.
///
/// A library author derives it; the requirement stands next to the endpoint and is never implicit.
///
/// ```
/// use auth_core::{ApiOperation, Requirement, Scope};
///
/// /// Create models and change their properties.
/// #[derive(Scope)]
/// #[scope("model:write")]
/// struct ModelWrite;
///
/// /// Rename a model.
/// #[derive(ApiOperation)]
/// #[requires(ModelWrite)]
/// struct RenameModel {
///     name: String,
/// }
///
/// assert_eq!(RenameModel::NAME, "RenameModel");
/// assert_eq!(Requirement::of::<RenameModel>().to_string(), "model:write");
/// ```
///
/// `#[requires(..)]` takes a scope, `any(..)`, `all(..)` (nested at will), `authenticated` or `public`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "no `#[derive(ApiOperation)]` on this type",
    note = "derive it on the type, and state what it needs with `#[requires(..)]`"
)]
pub trait ApiOperation {
    /// What the operation requires, as a type.
    type Requires: StaticRequirement;

    /// The name of the operation: that of the type it is derived on.
    const NAME: &'static str;

    /// The first paragraph of the type's documentation, on one line.
    const DOC: &'static str;
}
