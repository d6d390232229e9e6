use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[requires(scope = ModelRead)]
struct GetModels;

fn main() {}
