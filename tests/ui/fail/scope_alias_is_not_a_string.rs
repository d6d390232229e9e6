//~ errors: 2

use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", alias = ifc)]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write", alias("ifc:write"))]
struct ModelWrite;

fn main() {}
