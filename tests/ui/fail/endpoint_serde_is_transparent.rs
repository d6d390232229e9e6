use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[serde(transparent)]
#[requires(authenticated)]
struct FindModel {
    name: String,
}

fn main() {}
