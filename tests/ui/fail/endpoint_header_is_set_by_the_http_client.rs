use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[header("host")]
    host: u8,
}

fn main() {}
