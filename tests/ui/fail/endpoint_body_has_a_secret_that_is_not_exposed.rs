use auth_core::{ApiOperation, Secret};

#[derive(ApiOperation)]
#[operation(POST, "/webhook")]
#[requires(authenticated)]
struct CreateWebHook {
    url: String,
    secret: Secret,
}

fn main() {}
