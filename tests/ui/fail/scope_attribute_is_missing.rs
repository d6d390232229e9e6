use auth_core::Scope;

#[derive(Scope)]
struct ModelRead;

fn main() {}
