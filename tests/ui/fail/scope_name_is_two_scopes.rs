use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read model:write")]
struct ModelRead;

fn main() {}
