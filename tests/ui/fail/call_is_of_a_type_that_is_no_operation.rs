use auth_core::{Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

struct GetModel;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(GetModel);
}
