//! The history of an iModel: what changed, the names of its states, and copies of such.

use auth_core::{ApiOperation, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Changed, Class, Instances, One, scopes::IModelHub};

/// List the change sets of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/ChangeSet", response = Instances<ChangeSet>)]
#[requires(IModelHub)]
pub struct GetChangeSets {
    /// The iModel.
    pub imodel_id: String,
}

/// Read a change set.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    GET,
    "/Repositories/iModel--{imodel_id}/iModelScope/ChangeSet/{change_set_id}",
    response = Instances<ChangeSet>
)]
#[requires(IModelHub)]
pub struct GetChangeSet {
    /// The iModel.
    pub imodel_id: String,
    /// The change set.
    pub change_set_id: String,
}

/// Announce a change set, whose file is uploaded next.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/ChangeSet", response = Changed<ChangeSet>)]
#[requires(IModelHub)]
pub struct CreateChangeSet {
    /// The iModel.
    pub imodel_id: String,
    /// What is announced.
    #[body]
    pub change_set: One<ChangeSet>,
}

/// List the named versions of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/Version", response = Instances<Version>)]
#[requires(IModelHub)]
pub struct GetNamedVersions {
    /// The iModel.
    pub imodel_id: String,
}

/// Name a version of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/Version", response = Changed<Version>)]
#[requires(IModelHub)]
pub struct CreateNamedVersion {
    /// The iModel.
    pub imodel_id: String,
    /// The name, and the change set that it is for.
    #[body]
    pub version: One<Version>,
}

/// List the checkpoints of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    GET,
    "/Repositories/iModel--{imodel_id}/iModelScope/CheckpointV2",
    response = Instances<CheckpointV2>
)]
#[requires(IModelHub)]
pub struct GetCheckpoints {
    /// The iModel.
    pub imodel_id: String,
}

/// What changed in an iModel, from one state to the next.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ChangeSet {
    /// Its identifier, a hash of its content and of that of its parent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The change set before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// What was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The name of its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// In bytes, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_size: Option<String>,
    /// Its place in the history, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// The briefcase it was made on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub briefcase_id: Option<u32>,
    /// The seed file that the history begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed_file_id: Option<String>,
    /// Which kinds of changes are in it: a bit field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub containing_changes: Option<i64>,
    /// Whether its file is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_uploaded: Option<bool>,
    /// The identifier of whom it was made by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_created: Option<String>,
    /// When it was pushed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub push_date: Option<Timestamp>,
}

impl Class for ChangeSet {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "ChangeSet";
}

/// A name for the state after a change set.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Version {
    /// The name.
    pub name: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The change set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_set_id: Option<String>,
    /// Whether it is left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<bool>,
    /// The identifier of whom it was named by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_created: Option<String>,
    /// When it was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date: Option<Timestamp>,
}

impl Class for Version {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "Version";
}

/// The iModel as it was after a change set, to be read block by block.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct CheckpointV2 {
    /// The change set.
    pub change_set_id: Option<String>,
    /// Whether it can be used.
    pub state: Option<i64>,
    /// The storage account.
    pub container_access_key_account: Option<String>,
    /// The container in it.
    pub container_access_key_container: Option<String>,
    /// The database in that.
    pub container_access_key_db_name: Option<String>,
    /// What opens the container. Not printed.
    #[serde(rename = "ContainerAccessKeySAS")]
    pub container_access_key_sas: Option<Secret>,
}
