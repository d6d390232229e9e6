use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read", implied_by(ModelWrite))]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct RenameModel;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(RenameModel);
}
