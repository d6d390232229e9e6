//~ errors: 2

use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead {
    id: u8,
}

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite();

fn main() {}
