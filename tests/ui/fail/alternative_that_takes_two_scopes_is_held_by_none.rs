use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(Scope)]
#[scope("cloud:read")]
struct CloudRead;

#[derive(ApiOperation)]
#[requires(any(CloudRead, all(ModelRead, BcfRead)))]
struct GetProjectUsers;

fn call<G: Permits<O>, O>(_: O) {}

fn main() {
    call::<ModelRead, _>(GetProjectUsers);
}
