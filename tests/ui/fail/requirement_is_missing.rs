use auth_core::ApiOperation;

#[derive(ApiOperation)]
struct RenameModel;

fn main() {}
