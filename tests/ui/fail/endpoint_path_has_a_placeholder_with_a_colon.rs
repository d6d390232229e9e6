use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model/:id")]
#[requires(authenticated)]
struct GetModel {
    id: u64,
}

fn main() {}
