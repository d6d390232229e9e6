use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model", Vec<u8>)]
#[requires(authenticated)]
struct GetModels;

fn main() {}
