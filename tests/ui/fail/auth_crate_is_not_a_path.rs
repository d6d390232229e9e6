//~ errors: 2

use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
#[auth(crate = "auth-core")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
#[auth(crate = auth_core)]
struct ModelWrite;

fn main() {}
