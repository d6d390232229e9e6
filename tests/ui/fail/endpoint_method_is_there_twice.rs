use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, POST, "/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
