use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write", implied_by(ModelRead))]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(all(ModelRead, ModelWrite))]
struct GetModel;

fn permits<G: auth_core::Permits<O>, O>() {}

fn main() {
    permits::<(ModelRead,), GetModel>();
}
