use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(HEAD, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[form]
    name: u8,
}

fn main() {}
