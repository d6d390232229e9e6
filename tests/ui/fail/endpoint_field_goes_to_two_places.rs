use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[query]
    #[body]
    name: u8,
}

fn main() {}
