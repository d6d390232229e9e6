use auth_core::Scope;

#[derive(Scope)]
#[scope("model:read")]
union ModelRead {
    bits: u8,
}

fn main() {}
