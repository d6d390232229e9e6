use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/modèle")]
#[requires(authenticated)]
struct GetUser;

fn main() {}
