use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", implied_by(ModelWrite))]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write", implied_by(ModelRead))]
struct ModelWrite;

fn main() {}
