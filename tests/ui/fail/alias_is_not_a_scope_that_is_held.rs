use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read", alias = "ifc:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("ifc:read")]
struct IfcRead;

#[derive(ApiOperation)]
#[requires(IfcRead)]
struct GetIfc;

fn send<G: Permits<O>, O>(_: O) {}

fn main() {
    send::<ModelRead, _>(GetIfc);
}
