//~ errors: 3

use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[requires(authenticated)]
struct GetModel {
    #[query]
    limit: u8,
    #[header("if-match")]
    etag: u8,
}

#[derive(ApiOperation)]
#[requires(authenticated)]
enum Models {
    List {
        #[body]
        limit: u8,
    },
}

fn main() {}
