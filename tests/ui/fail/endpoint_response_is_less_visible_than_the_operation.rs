use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/user", response = Vec<User>)]
#[requires(authenticated)]
pub struct GetUser;

#[derive(serde::Deserialize)]
struct User;

fn main() {}
