use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(HEAD, "/model", response = Vec<u64>)]
#[requires(authenticated)]
struct HasModels;

fn main() {}
