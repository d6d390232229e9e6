use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", alias = "model:read")]
struct ModelRead;

fn main() {}
