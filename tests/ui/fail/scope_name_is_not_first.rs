use auth_core::Scope;

#[derive(Scope)]
#[scope(alias = "ifc:read", "model:read")]
struct ModelRead;

fn main() {}
