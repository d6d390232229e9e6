use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model/{}")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
