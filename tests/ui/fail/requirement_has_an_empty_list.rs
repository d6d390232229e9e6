//~ errors: 2

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(any())]
struct Operation;

#[derive(ApiOperation)]
#[requires(all(ModelRead, all()))]
struct Operation1;

fn main() {}
