use auth_core::ApiOperation;

struct Model;

#[derive(ApiOperation)]
#[operation(GET, "/model", response = Vec<Model>)]
#[requires(authenticated)]
struct GetModels;

fn main() {}
