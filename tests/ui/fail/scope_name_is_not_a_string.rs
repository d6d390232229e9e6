//~ errors: 2

use auth_core::Scope;

#[derive(Scope)]
#[scope(model::read)]
struct ModelRead;

#[derive(Scope)]
#[scope(7)]
struct ModelWrite;

fn main() {}
