use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel {
    #[requires(ModelWrite)]
    id: u64,
}

fn main() {}
