//~ errors: 3

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires]
struct Operation;

#[derive(ApiOperation)]
#[requires()]
struct Operation1;

#[derive(ApiOperation)]
#[requires = "ModelRead"]
struct Operation2;

fn main() {}
