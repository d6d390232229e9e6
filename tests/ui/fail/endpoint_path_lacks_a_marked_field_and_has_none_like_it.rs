use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/cloud/{id}")]
#[requires(authenticated)]
struct GetModel {
    id: u64,
    #[in_path]
    model_id: u64,
}

fn main() {}
