use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/model")]
#[requires(authenticated)]
struct PostModel {
    #[header("content-type")]
    first: String,
    #[header("Content-Type")]
    second: String,
}

fn main() {}
