use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[serde(renam = "x")]
    name: u8,
}

fn main() {}
