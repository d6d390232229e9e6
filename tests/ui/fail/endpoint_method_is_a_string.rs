use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation("GET", "/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
