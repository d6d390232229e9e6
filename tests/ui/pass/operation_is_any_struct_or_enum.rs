use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct Unit;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct Tuple(#[expect(dead_code, reason = "never sent")] u64);

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct Named {
    _id: u64,
}

#[derive(ApiOperation)]
#[requires(any(ModelWrite, ModelRead))]
#[expect(dead_code, reason = "never sent")]
enum Cases {
    One,
    Two(u64),
    Three { id: u64 },
}

#[derive(ApiOperation)]
#[requires(ModelRead)]
enum Never {}

fn permits<G: Permits<O>, O>() {}

fn main() {
    permits::<ModelRead, Unit>();
    permits::<ModelRead, Tuple>();
    permits::<ModelRead, Named>();
    permits::<ModelRead, Cases>();
    permits::<ModelRead, Never>();
    permits::<(ModelRead, ModelWrite), Never>();
}
