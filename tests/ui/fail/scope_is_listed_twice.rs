//~ errors: 3

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(any(ModelRead, ModelRead))]
struct Operation;

#[derive(ApiOperation)]
#[requires(all(ModelRead, all(ModelWrite, ModelRead)))]
struct Operation1;

#[derive(ApiOperation)]
#[requires(any(all(ModelRead, ModelWrite), all(ModelRead, ModelWrite)))]
struct Operation2;

fn main() {}
