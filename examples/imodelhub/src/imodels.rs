//! iModels: the digital twins of buildings and plants. A *context* is the project or asset that one belongs to.

use std::fmt;

use auth_core::ApiOperation;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Changed, Class, Instances, One, scopes::IModelHub};

/// List the iModels of a context.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/Context--{context_id}/ContextScope/iModel", response = Instances<HubIModel>)]
#[requires(IModelHub)]
pub struct GetIModels {
    /// The context.
    pub context_id: String,
}

/// Read an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    GET,
    "/Repositories/Context--{context_id}/ContextScope/iModel/{imodel_id}",
    response = Instances<HubIModel>
)]
#[requires(IModelHub)]
pub struct GetIModel {
    /// The context.
    pub context_id: String,
    /// The iModel.
    pub imodel_id: String,
}

/// Create an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/Context--{context_id}/ContextScope/iModel", response = Changed<HubIModel>)]
#[requires(IModelHub)]
pub struct CreateIModel {
    /// The context.
    pub context_id: String,
    /// What is created.
    #[body]
    pub imodel: One<HubIModel>,
}

/// Change an iModel's name or description.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    POST,
    "/Repositories/Context--{context_id}/ContextScope/iModel/{imodel_id}",
    response = Changed<HubIModel>,
    idempotent
)]
#[requires(IModelHub)]
pub struct UpdateIModel {
    /// The context.
    pub context_id: String,
    /// The iModel.
    pub imodel_id: String,
    /// What it becomes.
    #[body]
    pub imodel: One<HubIModel>,
}

/// Delete an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/Context--{context_id}/ContextScope/iModel/{imodel_id}")]
#[requires(IModelHub)]
pub struct DeleteIModel {
    /// The context.
    pub context_id: String,
    /// The iModel.
    pub imodel_id: String,
}

/// Download the picture of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    GET,
    "/Repositories/Context--{context_id}/ContextScope/{size}Thumbnail/{imodel_id}/$file",
    response = bytes
)]
#[requires(IModelHub)]
pub struct GetThumbnail {
    /// The context.
    pub context_id: String,
    /// The iModel.
    pub imodel_id: String,
    /// How large a picture.
    pub size: ThumbnailSize,
}

/// How large a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ThumbnailSize {
    /// 400 by 250 pixels.
    Small,
    /// 800 by 500 pixels.
    Large,
}

/// As it stands in a path.
impl fmt::Display for ThumbnailSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Small => "Small",
            Self::Large => "Large",
        })
    }
}

/// Read the seed file of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    GET,
    "/Repositories/iModel--{imodel_id}/iModelScope/SeedFile/{file_id}",
    response = Instances<SeedFile>
)]
#[requires(IModelHub)]
pub struct GetSeedFile {
    /// The iModel.
    pub imodel_id: String,
    /// The file.
    pub file_id: String,
}

/// Read who a user of an iModel is.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    GET,
    "/Repositories/iModel--{imodel_id}/iModelScope/UserInfo/{user_id}",
    response = Instances<UserInfo>
)]
#[requires(IModelHub)]
pub struct GetUserInfo {
    /// The iModel.
    pub imodel_id: String,
    /// The user.
    pub user_id: String,
}

/// An iModel: a repository of a digital twin, with its history.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct HubIModel {
    /// What it is called.
    pub name: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it can be used: its seed file is processed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initialized: Option<bool>,
    /// The identifier of whom it was created by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_created: Option<String>,
    /// When it was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date: Option<Timestamp>,
}

impl Class for HubIModel {
    const SCHEMA: &str = "ContextScope";
    const NAME: &str = "iModel";
}

/// The file that an iModel began with.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SeedFile {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_description: Option<String>,
    /// The identifier inside the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_id: Option<String>,
    /// In bytes, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_size: Option<String>,
    /// Its place among the iModel's seed files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<i64>,
    /// Whether it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_uploaded: Option<bool>,
    /// 0 when it can be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initialization_state: Option<i64>,
    /// The last change set that is merged into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_change_set_id: Option<String>,
    /// The identifier of whom it was uploaded by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_uploaded: Option<String>,
    /// When it was uploaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uploaded_date: Option<Timestamp>,
}

impl Class for SeedFile {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "SeedFile";
}

/// Someone who works on an iModel.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, rename_all = "PascalCase")]
pub struct UserInfo {
    /// The first name.
    pub name: Option<String>,
    /// The last name.
    pub surname: Option<String>,
    /// The address.
    pub email: Option<String>,
}
