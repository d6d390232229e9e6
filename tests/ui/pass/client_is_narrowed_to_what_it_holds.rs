use auth_core::{ApiOperation, GrantFor, Scope, Within};

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
#[requires(all(ModelRead, ModelWrite))]
struct RenameModel;

type Editor = (ModelRead, (ModelWrite, BcfRead));

fn narrow<G, H: Within<G>>() {}

fn main() {
    narrow::<Editor, Editor>();
    narrow::<Editor, ()>();
    narrow::<Editor, (BcfRead, ModelRead)>();
    narrow::<Editor, ((BcfRead,), (), ModelRead, BcfRead)>();
    narrow::<Editor, GrantFor<(GetModel, RenameModel)>>();
    narrow::<GrantFor<RenameModel>, (ModelWrite, GrantFor<GetModel>)>();
}
