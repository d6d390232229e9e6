//~ errors: 2

use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(ApiOperation)]
#[requires(all(ModelRead, all(ModelWrite, any(BcfRead, ModelWrite))))]
struct RenameModel;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(RenameModel);
}
