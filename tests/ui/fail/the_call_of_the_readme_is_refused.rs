use std::marker::PhantomData;

use auth_core::{ApiOperation, Grant, Permits};
use scopes::{BcfRead, ModelRead, ModelWrite};

mod scopes {
    use auth_core::Scope;

    /// Read models: IFC, DWG, PDF and plans.
    #[derive(Scope)]
    #[scope("model:read", alias = "ifc:read")]
    pub struct ModelRead;

    /// Create models and change their properties.
    #[derive(Scope)]
    #[scope("model:write", alias = "ifc:write")]
    pub struct ModelWrite;

    /// Read the issues on a model.
    #[derive(Scope)]
    #[scope("bcf:read")]
    pub struct BcfRead;
}

/// Read a model.
#[derive(ApiOperation)]
#[requires(ModelRead)]
struct GetModel {
    model_id: u64,
}

/// Rename a model.
#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct RenameModel {
    model_id: u64,
    name: String,
}

type Viewer = (ModelRead, BcfRead);

fn main() {
    let api = Client::<Viewer>(PhantomData);

    api.send(GetModel { model_id: 4 });
    api.send(RenameModel { model_id: 4, name: "Tower".into() });
}

struct Client<G>(PhantomData<G>);

impl<G: Grant> Client<G> {
    fn send<O>(&self, _operation: O)
    where
        G: Permits<O>,
    {
    }
}
