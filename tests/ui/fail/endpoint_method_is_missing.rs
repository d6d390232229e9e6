use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation("/user", response = u8)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
