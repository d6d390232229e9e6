use auth_core::{ApiOperation, Permits, Scope, Within};

#[derive(Scope)]
#[scope("model:read", implied_by(ModelWrite, Auditor))]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write", implied_by(Admin))]
struct ModelWrite;

#[derive(Scope)]
#[scope("auditor")]
struct Auditor;

#[derive(Scope)]
#[scope("admin", implied_by(Owner))]
struct Admin;

#[derive(Scope)]
#[scope("owner")]
struct Owner;

#[derive(ApiOperation)]
#[requires(all(ModelRead))]
struct GetModel;

#[derive(ApiOperation)]
#[requires(all(ModelRead, ModelWrite))]
struct RenameModel;

fn send<G: Permits<O>, O>(_: O) {}

fn narrow<G, H: Within<G>>() {}

fn main() {
    send::<ModelWrite, _>(GetModel);
    send::<Auditor, _>(GetModel);
    send::<Owner, _>(GetModel);
    send::<Owner, _>(RenameModel);
    send::<(Auditor, Admin), _>(RenameModel);
    narrow::<Owner, (ModelRead, ModelWrite)>();
}
