use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(PUT, "/models")]
#[requires(authenticated)]
struct SetModels {
    #[body]
    #[serde(wiht = "hex")]
    models: Vec<u8>,
}

fn main() {}
