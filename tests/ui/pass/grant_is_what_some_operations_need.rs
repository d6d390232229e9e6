use auth_core::{ApiOperation, Grant, GrantFor, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("cloud:read")]
struct CloudRead;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

#[derive(ApiOperation)]
#[requires(all(ModelRead, ModelWrite))]
struct RenameModel;

#[derive(ApiOperation)]
#[requires(any(CloudRead, BcfRead))]
struct ListUsers;

#[derive(ApiOperation)]
#[requires(authenticated)]
struct WhoAmI;

type Sync = GrantFor<(RenameModel, ListUsers, WhoAmI)>;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<Sync, _>(RenameModel);
    send::<Sync, _>(ListUsers);
    send::<Sync, _>(WhoAmI);
    send::<Sync, _>(GetModel);
    send::<(BcfRead, GrantFor<GetModel>), _>(GetModel);
    assert_eq!(Sync::scopes().unwrap().to_string(), "cloud:read model:read model:write");
}
