use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[body]
    names: Vec<u8>,
}

fn main() {}
