use std::fmt;

use http::Method;

use crate::{Endpoint, Requirement, StaticRequirement};

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
///
/// Where a scope stands in two lists, as in `any(all(A, B), all(A, C))`, clippy takes it for an attribute that was written
/// twice. `all(A, any(B, C))` says the same, and tells which scope is missing more precisely; where there is no such way,
/// `#[expect(clippy::duplicated_attributes)]` on the type.
///
/// # What the compiler says
///
/// Of a call that is not permitted, each scope that is missing, and of alternatives that one of them is needed: "`GetUsers`
/// requires one of `(CloudRead, (ModelRead, BcfRead))`", where an alternative in parentheses takes all that is in them. It
/// can show types only, so alternatives inside of such an alternative are the type that they are: [`Any`](crate::Any).
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

/// What an [`Endpoint`] says of itself, as data: for listings, documentation, and tests of an SDK.
///
/// ```
/// use auth_core::{ApiOperation, OperationInfo, operations};
///
/// /// List the clouds one has access to.
/// #[derive(ApiOperation)]
/// #[operation(GET, "/cloud", response = Vec<String>)]
/// #[requires(authenticated)]
/// pub struct ListClouds;
///
/// pub const OPERATIONS: &[OperationInfo] = operations![ListClouds];
///
/// let list = &OPERATIONS[0];
/// assert_eq!(list.to_string(), "ListClouds: GET /cloud");
/// assert_eq!(list.requirement().to_string(), "authenticated");
/// assert_eq!(list.doc(), "List the clouds one has access to.");
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct OperationInfo {
    name: &'static str,
    doc: &'static str,
    method: Method,
    path: &'static str,
    requirement: Requirement,
}

impl OperationInfo {
    /// What the operation `O` says of itself.
    #[must_use]
    pub const fn of<O: Endpoint>() -> Self {
        Self { name: O::NAME, doc: O::DOC, method: O::METHOD, path: O::PATH, requirement: Requirement::of::<O>() }
    }

    /// The operation's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The first paragraph of the operation's documentation, on one line.
    #[must_use]
    pub const fn doc(&self) -> &'static str {
        self.doc
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path with its placeholders.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// What the operation requires.
    #[must_use]
    pub const fn requirement(&self) -> Requirement {
        self.requirement
    }
}

impl fmt::Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.name, self.method, self.path)
    }
}

/// Lists operations as [`OperationInfo`], for a `const` of type `&[OperationInfo]`.
#[macro_export]
macro_rules! operations {
    ($($operation:ty),* $(,)?) => {
        &[$($crate::OperationInfo::of::<$operation>()),*]
    };
}
