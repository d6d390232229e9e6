use auth_core::{ApiOperation, Permits, Scope, Within};

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

#[derive(ApiOperation)]
#[requires(public)]
struct Ping;

fn send<G: Permits<O>, O>(_: O) {}

fn narrow<G, H: Within<G>>() {}

fn rename<G: Permits<GetModel> + Permits<RenameModel>>() {
    send::<G, _>(GetModel);
    send::<G, _>(RenameModel);
}

fn get<G: Permits<GetModel>>() {
    send::<G, _>(GetModel);
}

fn send_any<G: Permits<O>, O>(operation: O) {
    send::<G, O>(operation);
}

fn ping<G>() {
    send::<G, _>(Ping);
}

fn get_as_viewer<G>()
where
    (ModelRead, BcfRead): Within<G>,
{
    narrow::<G, (ModelRead, BcfRead)>();
    get::<(ModelRead, BcfRead)>();
}

fn main() {
    rename::<(ModelRead, ModelWrite)>();
    get::<ModelRead>();
    send_any::<ModelRead, _>(GetModel);
    ping::<ModelRead>();
    get_as_viewer::<(ModelRead, ModelWrite, BcfRead)>();
}
