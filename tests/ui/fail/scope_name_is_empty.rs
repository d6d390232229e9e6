use auth_core::Scope;

#[derive(Scope)]
#[scope("")]
struct ModelRead;

fn main() {}
