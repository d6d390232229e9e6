use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(get, "/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
