use auth_core::{ApiOperation, Permits};

#[derive(ApiOperation)]
#[requires(authenticated)]
struct WhoAmI;

#[derive(ApiOperation)]
#[requires(public)]
struct Ping;

fn permits<G: Permits<O>, O>() {}

fn main() {
    permits::<(), WhoAmI>();
    permits::<(), Ping>();
}
