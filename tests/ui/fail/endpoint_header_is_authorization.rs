use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[header("Authorization")]
    token: u8,
}

fn main() {}
