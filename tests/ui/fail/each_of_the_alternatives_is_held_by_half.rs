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
#[requires(any(all(ModelRead, ModelWrite), all(BcfRead, BcfWrite)))]
struct LinkTopic;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<(ModelRead, BcfRead), _>(LinkTopic);
}
