use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
#[scope("ifc:read")]
struct ModelRead;

fn main() {}
