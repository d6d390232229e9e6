use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", min_validity = "5m", min_validity = "1h")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
