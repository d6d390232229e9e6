use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[body]
    name: u8,
    #[form]
    color: u8,
    #[form]
    size: u8,
}

fn main() {}
