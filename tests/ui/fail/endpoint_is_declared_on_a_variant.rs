use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[requires(authenticated)]
enum Models {
    #[operation(GET, "/model")]
    Get,
}

fn main() {}
