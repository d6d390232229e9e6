use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model", response = Result<Vec<u8>, String>)]
#[requires(authenticated)]
struct GetModels;

fn main() {}
