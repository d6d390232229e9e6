//~ errors: 2

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(public(ModelRead))]
struct Operation;

#[derive(ApiOperation)]
#[requires(authenticated())]
struct Operation1;

fn main() {}
