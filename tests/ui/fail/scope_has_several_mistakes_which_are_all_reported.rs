//~ errors: 6

use auth_core::Scope;

#[derive(Scope)]
#[scope("modèl:read", alias = "ifc read", aliass = "x", implied_by(ModelRead, "model:write"))]
#[auth(krate = "auth_core")]
struct ModelRead;

fn main() {}
