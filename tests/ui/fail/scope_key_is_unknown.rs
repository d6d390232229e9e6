use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", description = "Read models.")]
struct ModelRead;

fn main() {}
