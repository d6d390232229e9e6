//~ errors: 2

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(any(authenticated, public))]
struct Operation;

#[derive(ApiOperation)]
#[requires(public, authenticated)]
struct Operation1;

fn main() {}
