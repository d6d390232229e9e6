use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[requires(String)]
struct GetModel;

fn main() {}
