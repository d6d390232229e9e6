use auth_core::{Scope, Within};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

fn narrow<G, H: Within<G>>() {}

fn to_reader<G>() {
    narrow::<G, ModelRead>();
}

fn main() {}
