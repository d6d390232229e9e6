use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", aliass = "ifc:read")]
struct ModelRead;

fn main() {}
