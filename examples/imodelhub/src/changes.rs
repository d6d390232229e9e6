//! The history of an iModel: change sets, named versions and checkpoints.

use auth_core::ApiOperation;
use serde_json::Value;

use crate::{Instance, scopes::IModelHub};

/// List the change sets of an iModel.
///
/// Answers with instances of `ChangeSet`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/ChangeSet", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct GetChangeSets {
    /// The iModel's id.
    pub imodel_id: String,
}

/// Read a change set.
///
/// Answers with an instance of `ChangeSet`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/ChangeSet/{change_set_id}", response = Instance)]
#[requires(IModelHub)]
pub struct GetChangeSet {
    /// The iModel's id.
    pub imodel_id: String,
    /// The change set's id.
    pub change_set_id: String,
}

/// Push a change set.
///
/// Answers with an instance of `ChangeSet`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/ChangeSet", response = Instance)]
#[requires(IModelHub)]
pub struct CreateChangeSet {
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}

/// List the named versions of an iModel.
///
/// Answers with instances of `Version`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/Version", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct GetNamedVersions {
    /// The iModel's id.
    pub imodel_id: String,
}

/// Give the state after a change set a name.
///
/// Answers with an instance of `Version`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/Version", response = Instance)]
#[requires(IModelHub)]
pub struct CreateNamedVersion {
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}

/// List the checkpoints of an iModel.
///
/// Answers with instances of `CheckpointV2`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/CheckpointV2", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct GetCheckpoints {
    /// The iModel's id.
    pub imodel_id: String,
}
