//~ errors: 3

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(all(authenticated, ModelRead))]
struct Operation;

#[derive(ApiOperation)]
#[requires(any(ModelRead, all(authenticated, ModelWrite)))]
struct Operation1;

#[derive(ApiOperation)]
#[requires(authenticated, ModelRead)]
struct Operation2;

fn main() {}
