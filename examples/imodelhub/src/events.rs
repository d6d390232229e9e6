//! What happens to an iModel, as it happens.

use auth_core::{ApiOperation, Secret};
use serde::{Deserialize, Serialize};

use crate::{Changed, Class, One, scopes::IModelHub};

/// Subscribe to events of an iModel.
#[derive(ApiOperation, Clone, Debug)]
#[operation(
    POST,
    "/Repositories/iModel--{imodel_id}/iModelScope/EventSubscription",
    response = Changed<EventSubscription>
)]
#[requires(IModelHub)]
pub struct CreateEventSubscription {
    /// The iModel.
    pub imodel_id: String,
    /// Which events.
    #[body]
    pub subscription: One<EventSubscription>,
}

/// Obtain what opens the queue of events.
#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/Repositories/iModel--{imodel_id}/iModelScope/EventSAS", response = Changed<EventSas>)]
#[requires(IModelHub)]
pub struct GetEventSas {
    /// The iModel.
    pub imodel_id: String,
    /// Nothing is to be said.
    #[body]
    pub request: One<EventSasRequest>,
}

/// Which events one wants to be told of.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct EventSubscription {
    /// Their names: `ChangeSetPostPushEvent`, `LockEvent`, ..
    pub event_types: Vec<String>,
}

impl Class for EventSubscription {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "EventSubscription";
}

/// What opens the queue of events.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct EventSas {
    /// Where the queue is.
    pub base_address: Option<String>,
    /// What opens it. Not printed.
    #[serde(rename = "EventServiceSASToken")]
    pub event_service_sas_token: Option<Secret>,
}

/// What asks for an [`EventSas`].
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct EventSasRequest {}

impl Class for EventSasRequest {
    const SCHEMA: &str = "iModelScope";
    const NAME: &str = "EventSAS";
}
