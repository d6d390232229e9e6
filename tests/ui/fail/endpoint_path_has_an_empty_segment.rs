use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/cloud//user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
