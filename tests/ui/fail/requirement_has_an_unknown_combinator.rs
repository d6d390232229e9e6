//~ errors: 3

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(anny(ModelRead, ModelWrite))]
struct Operation;

#[derive(ApiOperation)]
#[requires(or(ModelRead, ModelWrite))]
struct Operation1;

#[derive(ApiOperation)]
#[requires(combine::any(ModelRead, ModelWrite))]
struct Operation2;

fn main() {}
