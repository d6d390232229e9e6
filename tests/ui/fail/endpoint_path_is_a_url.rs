use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "https://api.example.com/user")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
