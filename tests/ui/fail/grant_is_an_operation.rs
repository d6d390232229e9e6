use auth_core::{ApiOperation, Grant, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

fn client<G: Grant>() {}

fn main() {
    client::<GetModel>();
}
