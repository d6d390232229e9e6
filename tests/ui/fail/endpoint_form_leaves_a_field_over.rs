use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(PUT, "/model/{id}")]
#[requires(authenticated)]
struct GetModel {
    id: u8,
    #[form]
    data: u8,
    color: u8,
}

fn main() {}
