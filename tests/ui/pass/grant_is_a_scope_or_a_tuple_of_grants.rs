use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(Scope)]
#[scope("bcf:write")]
struct BcfWrite;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel;

#[derive(ApiOperation)]
#[requires(all(ModelRead, BcfWrite))]
struct CommentOnModel;

type Reader = (ModelRead, BcfRead);
type Editor = (Reader, (ModelWrite, (BcfWrite,), ()));

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(GetModel);
    send::<(ModelRead,), _>(GetModel);
    send::<(BcfRead, ModelRead), _>(GetModel);
    send::<Editor, _>(GetModel);
    send::<Editor, _>(CommentOnModel);
}
