//~ errors: 3

use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(ModelRead)]
enum Change {
    #[requires(ModelRead)]
    Get,
    Rename {
        #[requires(ModelWrite)]
        name: String,
    },
    #[auth(crate = "auth_core")]
    Remove,
}

fn main() {}
