use auth_core::ApiOperation;

#[derive(ApiOperation)]
#[operation(POST, "/login")]
#[form]
#[requires(public)]
struct Login {
    user: String,
}

fn main() {}
