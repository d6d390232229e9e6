use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation]
#[requires(authenticated)]
struct GetUser;

fn main() {}
