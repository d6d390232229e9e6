use auth_core::{ApiOperation, GrantFor, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

#[derive(ApiOperation)]
#[requires(BcfRead)]
struct ListTopics;

#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct RenameModel;

type Viewer = GrantFor<(GetModel, ListTopics)>;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<Viewer, _>(RenameModel);
}
