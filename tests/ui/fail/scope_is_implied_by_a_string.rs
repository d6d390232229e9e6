use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", implied_by("model:write"))]
struct ModelRead;

fn main() {}
