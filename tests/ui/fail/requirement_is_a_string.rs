//~ errors: 2

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires("model:write")]
struct Operation;

#[derive(ApiOperation)]
#[requires(all(ModelRead, "model:write"))]
struct Operation1;

fn main() {}
