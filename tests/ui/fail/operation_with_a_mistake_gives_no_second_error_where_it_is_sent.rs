use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(ApiOperation)]
#[requires("model:write")]
struct RenameModel<'a, T: Clone, const N: usize>(&'a [T; N])
where
    T: Default;

fn permits<G: auth_core::Permits<O>, O>(_: O) {}

fn main() {
    permits::<(ModelRead,), _>(RenameModel(&["name"]));
}
