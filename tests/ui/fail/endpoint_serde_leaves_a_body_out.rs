use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(PUT, "/models")]
#[requires(authenticated)]
struct SetModels {
    #[body]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    models: Vec<u64>,
}

fn main() {}
