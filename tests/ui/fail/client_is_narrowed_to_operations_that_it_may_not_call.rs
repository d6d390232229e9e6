use auth_core::{ApiOperation, GrantFor, Scope, Within};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct RenameModel;

fn narrow<G, H: Within<G>>() {}

fn main() {
    narrow::<GrantFor<GetModel>, GrantFor<(GetModel, RenameModel)>>();
}
