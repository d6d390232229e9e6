use auth_core::ApiOperation;

struct Name;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[body]
    name: Name,
}

fn main() {}
