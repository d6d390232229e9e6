use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", "/self")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
