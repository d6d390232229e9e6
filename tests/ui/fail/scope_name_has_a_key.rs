use auth_core::Scope;

#[derive(Scope)]
#[scope(name = "model:read")]
struct ModelRead;

fn main() {}
