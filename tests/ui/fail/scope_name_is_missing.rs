use auth_core::Scope;

#[derive(Scope)]
#[scope(alias = "ifc:read")]
struct ModelRead;

fn main() {}
