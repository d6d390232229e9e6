//~ errors: 4

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(7)]
struct Operation;

#[derive(ApiOperation)]
#[requires(true)]
struct Operation1;

#[derive(ApiOperation)]
#[requires(&ModelRead)]
struct Operation2;

#[derive(ApiOperation)]
#[requires([ModelRead, ModelWrite])]
struct Operation3;

fn main() {}
