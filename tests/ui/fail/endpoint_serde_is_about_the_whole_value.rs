//~ errors: 2

use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[serde(into = "u8", remote = "u8")]
#[requires(authenticated)]
struct GetModel {
    name: u8,
}

fn main() {}
