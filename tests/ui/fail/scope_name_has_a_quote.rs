use auth_core::Scope;

#[derive(Scope)]
#[scope("model\"read")]
struct ModelRead;

fn main() {}
