use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/webhook")]
#[requires(authenticated)]
struct CreateWebHook {
    #[serde(with = "auth_core::secret::exposed")]
    url: String,
}

fn main() {}
