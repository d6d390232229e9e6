use auth_core::{Scope, Within};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

fn narrow<G, H: Within<G>>() {}

fn main() {
    narrow::<(ModelRead, BcfRead), (ModelRead, ModelWrite)>();
}
