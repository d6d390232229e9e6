use auth_core::ApiOperation;
use auth_reqwest::Client;
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
#[operation(GET, "/model/{model_id}", response = String)]
#[requires(ModelRead)]
struct GetModel {
    model_id: u64,
}

/// Rename a model.
#[derive(ApiOperation)]
#[operation(PATCH, "/model/{model_id}", response = String)]
#[requires(ModelWrite)]
struct RenameModel {
    model_id: u64,
    name: String,
}

type Viewer = (ModelRead, BcfRead);

async fn rename(api: Client<Viewer>) -> Result<(), auth_reqwest::Error> {
    let name = api.send(GetModel { model_id: 3 }).await?;
    api.send(RenameModel { model_id: 3, name: name + " (old)" }).await?;
    Ok(())
}

fn main() {}
