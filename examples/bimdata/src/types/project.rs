use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Cloud, nullable};

/// What belongs to one building or site.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Project {
    /// Its number.
    pub id: u64,
    /// What it is called.
    #[serde(deserialize_with = "nullable")]
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// Where it is kept.
    pub cloud: Option<Cloud>,
    /// The project that it is a part of.
    pub parent_id: Option<u64>,
    /// The model that is shown first.
    pub main_model_id: Option<u64>,
    /// The folder that all others are in.
    pub root_folder_id: Option<u64>,
    /// `A` when it is active, `D` when it is deleted.
    pub status: Option<String>,
    /// Where its image is.
    pub logo: Option<String>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// What creates a project.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct ProjectRequest {
    /// What it is called.
    pub name: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The project that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<u64>,
    /// The model that is shown first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_model_id: Option<u64>,
}

/// What is changed in a project.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PatchedProjectRequest {
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The project that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<u64>,
    /// The model that is shown first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_model_id: Option<u64>,
}
