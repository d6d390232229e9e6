use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", response = User)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
