use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(authenticated)]
enum Models {
    Get,
    List {
        #[query]
        limit: u8,
    },
}

fn main() {}
