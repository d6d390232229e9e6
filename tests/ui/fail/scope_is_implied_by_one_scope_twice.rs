use auth_core::Scope;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("model:read", implied_by(ModelWrite, ModelWrite))]
struct ModelRead;

fn main() {}
