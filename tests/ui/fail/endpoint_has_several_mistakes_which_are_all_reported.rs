//~ errors: 6

use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(gte, "/cloud/{cluod_id}//model", respones = Model, min_validity = "5")]
#[requires(authenticated)]
struct GetModel {
    cloud_id: u64,
    #[header("a b")]
    etag: u8,
    #[query]
    #[form]
    name: u8,
}

fn main() {}
