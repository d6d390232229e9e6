use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", alias = "ifc\\read")]
struct ModelRead;

fn main() {}
