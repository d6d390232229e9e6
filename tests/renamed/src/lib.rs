//! An SDK that depends on `auth-core` under another name. That it compiles is the test.

use core_auth::{ApiOperation, GrantFor, Permits, Scope};

/// Create models and change their properties.
#[derive(Debug, Scope)]
#[scope("model:write")]
#[auth(crate = "::core_auth")]
pub struct ModelWrite;

/// Read models: IFC, DWG, PDF and plans.
#[derive(Debug, Scope)]
#[scope("model:read", alias = "ifc:read", implied_by(ModelWrite))]
#[auth(crate = "::core_auth")]
pub struct ModelRead;

/// Read a model.
#[derive(ApiOperation, Debug)]
#[requires(ModelRead)]
#[auth(crate = "core_auth")]
pub struct GetModel;

/// Compare two models.
#[derive(ApiOperation, Debug)]
#[requires(any(all(ModelRead, ModelWrite), ModelWrite))]
#[auth(crate = "core_auth")]
pub struct CompareModels<'a, T: Clone>(pub &'a T);

/// Who calls.
#[derive(ApiOperation, Debug)]
#[requires(authenticated)]
#[auth(crate = "core_auth")]
pub struct WhoAmI;

/// Compiles for grants that permit everything above.
pub const fn is_permitted<G>()
where
    G: for<'a> Permits<CompareModels<'a, u8>> + Permits<GetModel> + Permits<WhoAmI>,
{
}

const _: () = is_permitted::<GrantFor<(GetModel, CompareModels<'static, u8>)>>();
