use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(authenticated)]
struct GetModel {
    #[header("if-match")]
    first: String,
    #[header("If-Match")]
    second: String,
}

fn main() {}
