//! The author deprecates an operation or a field for those who use it, and gets no warning of the derive.

#![deny(warnings)]

use auth_core::{ApiOperation, Endpoint, Scope};

/// Read models.
#[derive(Scope)]
#[scope("ifc:read")]
#[deprecated]
pub struct IfcRead;

/// List models.
#[derive(ApiOperation)]
#[operation(GET, "/cloud/{cloud_id}/ifc", response = Vec<T>)]
#[requires(public)]
#[deprecated = "use `ListModels`"]
pub struct ListIfcs<T> {
    /// Of the cloud.
    pub cloud_id: u64,
    /// With these tags.
    pub tags: Vec<T>,
}

/// What still requires a scope that is deprecated.
#[allow(deprecated)]
#[derive(ApiOperation)]
#[operation(GET, "/cloud/{cloud_id}/model", response = Old)]
#[requires(IfcRead)]
pub struct ListModels {
    /// Of the cloud.
    pub cloud_id: u64,
}

/// What is still answered.
#[derive(serde::Deserialize)]
#[deprecated]
pub struct Old {}

/// List models.
#[derive(ApiOperation)]
#[operation(PUT, "/cloud/{cloud_id}/model/{name}")]
#[requires(public)]
pub struct PutModel {
    /// Of the cloud.
    pub cloud_id: u64,
    /// By name.
    #[deprecated]
    pub name: String,
    /// In the body.
    #[deprecated]
    pub color: Option<String>,
    /// In the query.
    #[deprecated]
    #[query]
    pub limit: Option<u8>,
    /// In a header.
    #[deprecated]
    #[header("x-hint")]
    pub hint: Option<u8>,
}

fn main() {
    assert_eq!(PutModel::NAME, "PutModel");
    assert_eq!(PutModel::METHOD.as_str(), "PUT");
}
