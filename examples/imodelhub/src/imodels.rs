//! iModels: the digital twins of buildings and plants.

use auth_core::ApiOperation;
use serde_json::Value;

use crate::{Instance, ThumbnailSize, scopes::IModelHub};

/// List the iModels of a context, which is a project or an asset.
///
/// Answers with instances of `HubIModel`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/Context--{context_id}/ContextScope/iModel", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct GetIModels {
    /// The context's id.
    pub context_id: String,
}

/// Read an iModel.
///
/// Answers with an instance of `HubIModel`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/Context--{context_id}/ContextScope/iModel/{imodel_id}", response = Instance)]
#[requires(IModelHub)]
pub struct GetIModel {
    /// The context's id.
    pub context_id: String,
    /// The iModel's id.
    pub imodel_id: String,
}

/// Create an iModel.
///
/// Answers with an instance of `HubIModel`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/Context--{context_id}/ContextScope/iModel", response = Instance)]
#[requires(IModelHub)]
pub struct CreateIModel {
    /// The context's id.
    pub context_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}

/// Change the name or description of an iModel.
///
/// Answers with an instance of `HubIModel`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/Context--{context_id}/ContextScope/iModel/{imodel_id}", response = Instance)]
#[requires(IModelHub)]
pub struct UpdateIModel {
    /// The context's id.
    pub context_id: String,
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}

/// Delete an iModel, with all of its change sets.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/Context--{context_id}/ContextScope/iModel/{imodel_id}")]
#[requires(IModelHub)]
pub struct DeleteIModel {
    /// The context's id.
    pub context_id: String,
    /// The iModel's id.
    pub imodel_id: String,
}

/// Read the picture of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/Context--{context_id}/ContextScope/{size}Thumbnail/{imodel_id}/$file", response = bytes)]
#[requires(IModelHub)]
pub struct GetThumbnail {
    /// The context's id.
    pub context_id: String,
    /// `Small` or `Large`.
    pub size: ThumbnailSize,
    /// The iModel's id.
    pub imodel_id: String,
}

/// Read about the file that an iModel was made from.
///
/// Answers with an instance of `SeedFile`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/SeedFile/{file_id}", response = Instance)]
#[requires(IModelHub)]
pub struct GetSeedFile {
    /// The iModel's id.
    pub imodel_id: String,
    /// The file's id.
    pub file_id: String,
}

/// Read what is known of a user of an iModel.
///
/// Answers with an instance of `UserInfo`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/UserInfo/{user_id}", response = Instance)]
#[requires(IModelHub)]
pub struct GetUserInfo {
    /// The iModel's id.
    pub imodel_id: String,
    /// The user's id.
    pub user_id: String,
}
