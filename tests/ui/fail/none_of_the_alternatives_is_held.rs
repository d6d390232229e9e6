use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("cloud:read")]
struct CloudRead;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(ApiOperation)]
#[requires(any(CloudRead, BcfRead))]
struct ListUsers;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(ListUsers);
}
