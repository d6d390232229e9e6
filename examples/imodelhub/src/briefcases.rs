//! Copies of an iModel that users change, and the locks and codes that keep them from changing the same things.

use auth_core::ApiOperation;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Changed, ChangedInstances, Class, Instances, One, scopes::IModelHub};

/// List the briefcases of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/Briefcase", response = Instances<Briefcase>)]
#[requires(IModelHub)]
pub struct GetBriefcases {
    /// The iModel.
    pub imodel_id: String,
}

/// Acquire a briefcase, to change the iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/Briefcase", response = Changed<Briefcase>)]
#[requires(IModelHub)]
pub struct AcquireBriefcase {
    /// The iModel.
    pub imodel_id: String,
    /// What is known of it beforehand: the device, say.
    #[body]
    pub briefcase: One<Briefcase>,
}

/// Release a briefcase, with its locks and reserved codes.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/iModel--{imodel_id}/iModelScope/Briefcase/{briefcase_id}")]
#[requires(IModelHub)]
pub struct ReleaseBriefcase {
    /// The iModel.
    pub imodel_id: String,
    /// The briefcase.
    pub briefcase_id: u32,
}

/// List the locks on an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/MultiLock", response = Instances<MultiLock>)]
#[requires(IModelHub)]
pub struct GetLocks {
    /// The iModel.
    pub imodel_id: String,
}

/// Acquire and release locks, all or none.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/$changeset", response = ChangedInstances<MultiLock>)]
#[requires(IModelHub)]
pub struct UpdateLocks {
    /// The iModel.
    pub imodel_id: String,
    /// The locks, as they are to be.
    #[body]
    pub locks: Instances<MultiLock>,
}

/// Release all locks of a briefcase.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/iModel--{imodel_id}/iModelScope/Lock/DeleteChunk-{briefcase_id}")]
#[requires(IModelHub)]
pub struct DeleteLocks {
    /// The iModel.
    pub imodel_id: String,
    /// The briefcase.
    pub briefcase_id: u32,
}

/// List the codes of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel_id}/iModelScope/MultiCode", response = Instances<MultiCode>)]
#[requires(IModelHub)]
pub struct GetCodes {
    /// The iModel.
    pub imodel_id: String,
}

/// Give up all codes that a briefcase reserves.
#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/Repositories/iModel--{imodel_id}/iModelScope/Code/DiscardReservedCodes-{briefcase_id}")]
#[requires(IModelHub)]
pub struct DiscardCodes {
    /// The iModel.
    pub imodel_id: String,
    /// The briefcase.
    pub briefcase_id: u32,
}

/// Find the next code of a series. It is not reserved thereby.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    POST,
    "/Repositories/iModel--{imodel_id}/iModelScope/CodeSequence",
    response = Changed<CodeSequence>,
    idempotent
)]
#[requires(IModelHub)]
pub struct NextCode {
    /// The iModel.
    pub imodel_id: String,
    /// The series.
    #[body]
    pub sequence: One<CodeSequence>,
}

/// A copy of an iModel that one user changes.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Briefcase {
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub briefcase_id: Option<u32>,
    /// The device it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// The name of its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// The identifier inside the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_id: Option<String>,
    /// In bytes, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_size: Option<String>,
    /// Whether it cannot be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_read_only: Option<bool>,
    /// The last change set that is merged into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_change_set_id: Option<String>,
    /// The identifier of whom it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_owned: Option<String>,
    /// When it was acquired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquired_date: Option<Timestamp>,
}

impl Class for Briefcase {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "Briefcase";
}

/// Locks of one briefcase, on objects of one type.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct MultiLock {
    /// What is locked: the database, a model, an element, a schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_type: Option<i64>,
    /// How: not, shared or alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_level: Option<i64>,
    /// Who has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub briefcase_id: Option<u32>,
    /// The seed file that the history begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed_file_id: Option<String>,
    /// The objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_ids: Option<Vec<String>>,
    /// The change set they were last released with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released_with_change_set: Option<String>,
    /// Its place in the history, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released_with_change_set_index: Option<String>,
}

impl Class for MultiLock {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "MultiLock";
}

/// Codes, such as sheet numbers, that one briefcase reserves or uses.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct MultiCode {
    /// What kind of code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_spec_id: Option<String>,
    /// Where it has to be unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_scope: Option<String>,
    /// The codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    /// Available, reserved, used or retired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<i64>,
    /// Who has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub briefcase_id: Option<u32>,
}

impl Class for MultiCode {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "MultiCode";
}

/// The next code of a series.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct CodeSequence {
    /// What kind of code.
    pub code_spec_id: String,
    /// Where it has to be unique.
    pub code_scope: String,
    /// What codes look like, with `#` for digits.
    pub value_pattern: String,
    /// The code; the server's answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The first number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_index: Option<i64>,
    /// How far it is to the next number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub increment_by: Option<i64>,
    /// Whether the largest used, or the next available, is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<i64>,
}

impl Class for CodeSequence {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "CodeSequence";
}
