use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct Replace<T>(T);

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(Replace(4_u64));
}
