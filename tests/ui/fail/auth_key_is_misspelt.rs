use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
#[auth(crat = "auth_core")]
struct ModelRead;

fn main() {}
