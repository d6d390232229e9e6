use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", min_validity = 300)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
