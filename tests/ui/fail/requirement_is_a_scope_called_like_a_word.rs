use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("public")]
struct Public;

#[derive(ApiOperation)]
#[requires(Public)]
struct GetModel;

fn main() {}
