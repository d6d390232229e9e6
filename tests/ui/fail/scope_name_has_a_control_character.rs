use auth_core::Scope;

#[derive(Scope)]
#[scope("model\tread")]
struct ModelRead;

fn main() {}
