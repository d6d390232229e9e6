use auth_core::{ApiOperation, GrantFor, Permits, Scope};

#[derive(Scope)]
#[scope("cloud:read")]
struct CloudRead;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(ApiOperation)]
#[requires(any(CloudRead, BcfRead))]
struct ListUsers;

#[derive(ApiOperation)]
#[requires(BcfRead)]
struct ListTopics;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<GrantFor<ListUsers>, _>(ListTopics);
}
