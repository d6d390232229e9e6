use auth_core::{Grant, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

type R = ModelRead;

fn client<G: Grant>() {}

fn main() {
    client::<(R, R, R, R, R, R, R, R, R, R, R, R, R, R, R, R, R)>();
}
