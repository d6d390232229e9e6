//! What the [playground](crate::playground) serves: the SDK `bimdata`, but for one operation.

use auth_core::ApiOperation;
pub use bimdata::{operations::*, scopes::*, types::*};

/// Ask which versions of BCF there are.
///
/// The SDK has it with a token, as the table does not say that it is public. Here it is, to show such an operation.
#[derive(ApiOperation, Debug)]
#[operation(GET, "/bcf/versions", response = Vec<Version>)]
#[requires(public)]
pub struct GetVersions;
