use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", crate = "auth_core")]
struct ModelRead;

fn main() {}
