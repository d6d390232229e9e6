use auth_core::Scope;

#[derive(Scope)]
#[scope("modèl:read")]
struct ModelRead;

fn main() {}
