//~ errors: 3

use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read", implied_by(ModelRead))]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write", implied_by(self::ModelWrite))]
struct ModelWrite;

#[derive(Scope)]
#[scope("model:admin", implied_by(Self))]
struct ModelAdmin;

fn main() {}
