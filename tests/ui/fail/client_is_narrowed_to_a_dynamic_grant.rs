use auth_core::{Dynamic, Scope, Within};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

fn narrow<G, H: Within<G>>() {}

fn main() {
    narrow::<ModelRead, Dynamic>();
}
