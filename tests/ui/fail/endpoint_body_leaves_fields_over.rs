use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model/{id}")]
#[requires(authenticated)]
struct GetModel {
    id: u8,
    name: u8,
    #[body]
    data: u8,
    color: Option<u8>,
    size: u8,
}

fn main() {}
