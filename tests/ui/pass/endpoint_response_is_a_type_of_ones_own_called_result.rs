use auth_core::ApiOperation;
use serde::Deserialize;

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is not read")]
struct Result<T> {
    items: Vec<T>,
}

#[derive(ApiOperation)]
#[operation(GET, "/model", response = self::Result<u64>)]
#[requires(authenticated)]
struct ListModels;

fn main() {}
