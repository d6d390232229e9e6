use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user#top")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
