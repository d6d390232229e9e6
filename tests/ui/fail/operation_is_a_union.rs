use auth_core::ApiOperation;

#[derive(ApiOperation)]
union GetModel {
    id: u64,
}

fn main() {}
