//~ errors: 2

use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model/{model_id}")]
#[requires(authenticated)]
struct GetModel {
    #[path]
    model_id: u64,
}

fn main() {}
