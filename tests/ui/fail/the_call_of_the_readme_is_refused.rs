use auth_core::ApiOperation;
use auth_reqwest::Client;
use reqwest::Method;
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
struct GetModel;

/// Rename a model.
#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct RenameModel;

type Viewer = (ModelRead, BcfRead);

async fn rename(api: Client<Viewer>) -> reqwest_middleware::Result<()> {
    api.request::<GetModel>(Method::GET, "/cloud/1/project/2/model/3").send().await?;
    api.request::<RenameModel>(Method::PATCH, "/cloud/1/project/2/model/3").send().await?;
    Ok(())
}

fn main() {}
