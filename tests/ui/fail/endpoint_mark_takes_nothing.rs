//~ errors: 2

use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[query = "limit"]
    name: u8,
    #[query(rename = "x")]
    size: u8,
}

fn main() {}
