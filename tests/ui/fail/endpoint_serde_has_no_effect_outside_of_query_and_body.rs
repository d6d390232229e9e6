//~ errors: 2
use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model/{id}")]
#[requires(authenticated)]
struct GetModel {
    #[serde(with = "hex")]
    id: u64,
    #[header("if-modified-since")]
    #[serde(serialize_with = "rfc2822")]
    since: u64,
}

fn main() {}
