use auth_core::{ApiOperation, Dynamic, Grant, Permits, Scope, Within};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(all(ModelRead, ModelWrite))]
struct RenameModel;

fn send<G: Permits<O>, O>(_: O) {}

fn narrow<G, H: Within<G>>() {}

fn main() {
    send::<Dynamic, _>(RenameModel);
    send::<(ModelRead, Dynamic), _>(RenameModel);
    narrow::<Dynamic, (ModelRead, ModelWrite)>();
    narrow::<Dynamic, Dynamic>();
    assert_eq!(Dynamic::scopes(), None);
    assert_eq!(<(ModelRead, Dynamic)>::scopes(), None);
}
