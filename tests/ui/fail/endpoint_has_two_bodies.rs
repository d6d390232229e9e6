use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[body]
    name: u8,
    #[body]
    color: u8,
}

fn main() {}
