use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/user", idempotent, idempotent)]
#[requires(authenticated)]
struct GetUser;

fn main() {}
