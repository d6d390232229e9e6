//~ errors: 2

use auth_core::{ApiOperation, Grant, GrantFor, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

fn client<G: Grant>() {}

fn main() {
    client::<GrantFor<ModelRead>>();
    client::<GrantFor<(GetModel, String)>>();
}
