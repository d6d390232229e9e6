use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user")]
#[operation(POST, "/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
