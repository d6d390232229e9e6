//~ errors: 3

use auth_core::Scope;

#[derive(Scope)]
#[scope]
struct ModelRead;

#[derive(Scope)]
#[scope()]
struct ModelWrite;

#[derive(Scope)]
#[scope = "model:admin"]
struct ModelAdmin;

fn main() {}
