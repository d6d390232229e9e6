use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", response)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
