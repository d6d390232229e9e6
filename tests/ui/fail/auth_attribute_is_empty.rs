//~ errors: 2

use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
#[auth]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
#[auth()]
struct ModelWrite;

fn main() {}
