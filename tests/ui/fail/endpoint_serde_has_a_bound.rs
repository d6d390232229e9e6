//~ errors: 2

use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[serde(bound = "T: Copy")]
#[requires(authenticated)]
struct GetModel<T> {
    #[serde(bound(serialize = "T: Copy"))]
    name: T,
}

fn main() {}
