use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model/{modle_id}")]
#[requires(authenticated)]
struct GetModel {
    #[in_path]
    model_id: u64,
    modle_id: u64,
}

fn main() {}
