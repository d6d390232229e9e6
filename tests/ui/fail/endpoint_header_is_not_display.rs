use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[header("x-ids")]
    ids: Option<Vec<u8>>,
}

fn main() {}
