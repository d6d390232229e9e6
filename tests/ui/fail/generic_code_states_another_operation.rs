use auth_core::{ApiOperation, Permits, Scope};

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

fn send<G: Permits<O>, O>(_: O) {}

fn rename<G: Permits<GetModel>>() {
    send::<G, RenameModel>(RenameModel);
}

fn main() {}
