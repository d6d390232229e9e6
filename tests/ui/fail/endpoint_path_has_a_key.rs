use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, path = "/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
