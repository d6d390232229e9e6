use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", min_validity = "5 minutes")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
