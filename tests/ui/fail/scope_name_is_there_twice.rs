use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", "ifc:read")]
struct ModelRead;

fn main() {}
