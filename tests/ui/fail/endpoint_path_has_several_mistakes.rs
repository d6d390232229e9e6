//~ errors: 3

use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/{}//user?id=1")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
