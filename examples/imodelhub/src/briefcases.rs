//! Work on an iModel: briefcases, locks and codes.

use auth_core::ApiOperation;
use serde_json::Value;

use crate::{Instance, scopes::IModelHub};

/// List the briefcases of an iModel.
///
/// Answers with instances of `Briefcase`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/Briefcase", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct GetBriefcases {
    /// The iModel's id.
    pub imodel_id: String,
}

/// Acquire a briefcase, a copy of an iModel to work in.
///
/// Answers with an instance of `Briefcase`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/Briefcase", response = Instance)]
#[requires(IModelHub)]
pub struct AcquireBriefcase {
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}

/// Release a briefcase.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/iModel--{imodel_id}/iModelScope/Briefcase/{briefcase_id}")]
#[requires(IModelHub)]
pub struct ReleaseBriefcase {
    /// The iModel's id.
    pub imodel_id: String,
    /// The briefcase's number.
    pub briefcase_id: u32,
}

/// List the locks on the elements of an iModel.
///
/// Answers with instances of `MultiLock`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/MultiLock", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct GetLocks {
    /// The iModel's id.
    pub imodel_id: String,
}

/// Acquire, change or release locks.
///
/// Answers with instances of `MultiLock`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/$changeset", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct UpdateLocks {
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}

/// Release all locks of a briefcase.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/iModel--{imodel_id}/iModelScope/Lock/DeleteChunk-{briefcase_id}")]
#[requires(IModelHub)]
pub struct DeleteLocks {
    /// The iModel's id.
    pub imodel_id: String,
    /// The briefcase's number.
    pub briefcase_id: u32,
}

/// List the codes that are reserved or used in an iModel.
///
/// Answers with instances of `MultiCode`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/MultiCode", response = Vec<Instance>)]
#[requires(IModelHub)]
pub struct GetCodes {
    /// The iModel's id.
    pub imodel_id: String,
}

/// Give back all codes that a briefcase reserved.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/iModel--{imodel_id}/iModelScope/Code/DiscardReservedCodes-{briefcase_id}")]
#[requires(IModelHub)]
pub struct DiscardCodes {
    /// The iModel's id.
    pub imodel_id: String,
    /// The briefcase's number.
    pub briefcase_id: u32,
}

/// Ask for the next code of a sequence.
///
/// Answers with an instance of `CodeSequence`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/CodeSequence", response = Instance)]
#[requires(IModelHub)]
pub struct NextCode {
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}
