use auth_core::Scope;

#[derive(Scope)]
enum Model {
    #[scope("model:read")]
    Read,
    #[scope("model:write")]
    Write,
}

fn main() {}
