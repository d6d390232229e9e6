use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation("/user", GET)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
