use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
