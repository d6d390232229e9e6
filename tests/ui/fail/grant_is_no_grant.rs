//~ errors: 2

use auth_core::{Grant, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

fn client<G: Grant>() {}

fn main() {
    client::<String>();
    client::<(ModelRead, u64)>();
}
