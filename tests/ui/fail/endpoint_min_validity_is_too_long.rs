use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", min_validity = "9999999999999999h")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
