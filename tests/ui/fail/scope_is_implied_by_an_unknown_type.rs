use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", implied_by(ModelWrite))]
struct ModelRead;

fn main() {}
