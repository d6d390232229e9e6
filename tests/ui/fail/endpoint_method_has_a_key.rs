use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(method = GET, "/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
