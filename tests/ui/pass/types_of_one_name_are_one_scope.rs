use auth_core::{ApiOperation, Permits, Scope, Within};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

mod other_sdk {
    #[derive(auth_core::Scope)]
    #[scope("model:read")]
    pub struct ReadModels;
}

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

fn send<G: Permits<O>, O>(_: O) {}

fn narrow<G, H: Within<G>>() {}

fn main() {
    send::<other_sdk::ReadModels, _>(GetModel);
    narrow::<other_sdk::ReadModels, ModelRead>();
    assert_eq!(other_sdk::ReadModels::INFO, ModelRead::INFO);
}
