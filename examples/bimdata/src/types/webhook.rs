use auth_core::Secret;
use serde::{Deserialize, Serialize};

use super::nullable;

/// Where BIMData tells of events.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WebHook {
    /// Its number.
    pub id: u64,
    /// What is told of: `model.process_update`, ..
    #[serde(deserialize_with = "nullable")]
    pub events: Vec<String>,
    /// Where it is told.
    #[serde(deserialize_with = "nullable")]
    pub url: String,
    /// What the messages are signed with. Not printed.
    pub secret: Option<Secret>,
}

/// What creates a webhook.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct WebHookRequest {
    /// What is told of: `model.process_update`, ..
    pub events: Vec<String>,
    /// Where it is told: an https URL.
    pub url: String,
    /// What the messages are signed with. Not printed.
    #[serde(with = "auth_core::secret::exposed", skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
}

/// What is changed in a webhook.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct PatchedWebHookRequest {
    /// What is told of: `model.process_update`, ..
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<String>>,
    /// Where it is told: an https URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the messages are signed with. Not printed.
    #[serde(with = "auth_core::secret::exposed", skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
}
