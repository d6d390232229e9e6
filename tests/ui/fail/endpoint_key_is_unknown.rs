use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", timeout = "5m")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
