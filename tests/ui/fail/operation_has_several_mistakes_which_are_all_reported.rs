//~ errors: 7

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(any(anny(ModelRead, "model:write"), all(), public, ModelRead, ModelRead))]
#[auth(krate = "auth_core")]
struct GetModel {
    #[requires(ModelWrite)]
    id: u64,
}

fn main() {}
