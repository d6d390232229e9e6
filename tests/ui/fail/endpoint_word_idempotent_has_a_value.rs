use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/user", idempotent = true)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
