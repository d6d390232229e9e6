use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", respones = u8)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
