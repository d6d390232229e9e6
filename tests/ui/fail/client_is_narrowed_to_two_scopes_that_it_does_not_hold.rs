use auth_core::{Scope, Within};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:write")]
struct BcfWrite;

fn narrow<G, H: Within<G>>() {}

fn main() {
    narrow::<ModelRead, (ModelRead, (ModelWrite, BcfWrite))>();
}
