use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(TRACE, "/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
