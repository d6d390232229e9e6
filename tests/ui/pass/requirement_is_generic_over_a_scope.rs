use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

struct Own<S>(S);

impl<S: Scope> Scope for Own<S> {
    const INFO: auth_core::private::ScopeInfo = S::INFO;
    type Id = S::Id;
    type ImpliedBy = S::ImpliedBy;
}

#[derive(ApiOperation)]
#[requires(any(Own<ModelWrite>, self::Own<ModelRead>))]
struct GetModel;

fn permits<G: Permits<O>, O>() {}

fn main() {
    permits::<ModelRead, GetModel>();
    permits::<Own<ModelWrite>, GetModel>();
}
