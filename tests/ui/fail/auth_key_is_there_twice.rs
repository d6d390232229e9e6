use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
#[auth(crate = "auth_core", crate = "::auth_core")]
struct ModelRead;

fn main() {}
