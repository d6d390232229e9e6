//~ errors: 2

use auth_core::ApiOperation;

struct Name;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct GetModel {
    name: Name,
    #[query]
    color: Option<Name>,
}

fn main() {}
