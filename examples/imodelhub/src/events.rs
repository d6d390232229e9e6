//! What happens to an iModel.

use auth_core::ApiOperation;
use serde_json::Value;

use crate::{Instance, scopes::IModelHub};

/// Subscribe to the events of an iModel.
///
/// Answers with an instance of `EventSubscription`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/EventSubscription", response = Instance)]
#[requires(IModelHub)]
pub struct CreateEventSubscription {
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}

/// Ask for the key that opens the event queue.
///
/// Answers with an instance of `EventSAS`.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/EventSAS", response = Instance)]
#[requires(IModelHub)]
pub struct GetEventSas {
    /// The iModel's id.
    pub imodel_id: String,
    /// What is sent.
    #[body]
    pub instance: Value,
}
