use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model/{model_id}")]
#[requires(authenticated)]
struct GetModel {
    model_id: Option<u64>,
}

fn main() {}
