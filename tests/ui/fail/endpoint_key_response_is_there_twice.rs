use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", response = u8, response = bytes)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
