use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{User, nullable};

/// The place where an organization keeps its projects.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Cloud {
    /// Its number.
    pub id: u64,
    /// What it is called.
    #[serde(deserialize_with = "nullable")]
    pub name: String,
    /// Who created it.
    pub creator: Option<User>,
    /// Where its image is.
    pub image: Option<String>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// What creates a cloud.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct CloudRequest {
    /// What it is called.
    pub name: String,
    /// The organization it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<u64>,
}

/// What is changed in a cloud.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PatchedCloudRequest {
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
