use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead<const REVISION: u8>;

fn main() {}
