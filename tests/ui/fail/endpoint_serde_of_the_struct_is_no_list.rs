use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/file")]
#[serde(rename_all: "camelCase")]
#[requires(authenticated)]
struct Create {
    file_name: String,
}

fn main() {}
