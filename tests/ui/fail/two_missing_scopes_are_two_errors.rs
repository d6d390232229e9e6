//~ errors: 2

use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:write")]
struct BcfWrite;

#[derive(ApiOperation)]
#[requires(all(ModelRead, ModelWrite, BcfWrite))]
struct PublishModel;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(PublishModel);
}
