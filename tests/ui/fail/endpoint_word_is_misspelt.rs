use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", idempotant)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
