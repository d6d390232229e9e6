//~ errors: 3

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(any(public, ModelRead))]
struct Operation;

#[derive(ApiOperation)]
#[requires(all(ModelRead, any(public, ModelWrite)))]
struct Operation1;

#[derive(ApiOperation)]
#[requires(public, ModelRead)]
struct Operation2;

fn main() {}
