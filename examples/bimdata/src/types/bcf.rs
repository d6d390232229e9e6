use serde::{Deserialize, Serialize};

use super::nullable;

/// A version of BCF that is spoken.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Version {
    /// Its number.
    #[serde(deserialize_with = "nullable")]
    pub version_id: String,
    /// Where it is described.
    pub detailed_version: Option<String>,
}

/// Where and how one signs in.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Auth {
    /// The authorization endpoint.
    pub oauth2_auth_url: Option<String>,
    /// The token endpoint.
    pub oauth2_token_url: Option<String>,
    /// Whether a name and password are accepted.
    pub http_basic_supported: bool,
    /// The flows that the authorization server knows.
    #[serde(deserialize_with = "nullable")]
    pub supported_oauth2_flows: Vec<String>,
}

/// A project, as BCF has it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct BcfProject {
    /// Its number, as text.
    pub project_id: Option<String>,
    /// What it is called.
    #[serde(deserialize_with = "nullable")]
    pub name: String,
}

/// The values that topics of a project may have.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Extensions {
    /// Of the field `topic_type`.
    #[serde(deserialize_with = "nullable")]
    pub topic_type: Vec<String>,
    /// Of the field `topic_status`.
    #[serde(deserialize_with = "nullable")]
    pub topic_status: Vec<String>,
    /// Of the field `labels`.
    #[serde(deserialize_with = "nullable")]
    pub topic_label: Vec<String>,
    /// Of the field `priority`.
    #[serde(deserialize_with = "nullable")]
    pub priority: Vec<String>,
    /// Of the fields that name a person.
    #[serde(deserialize_with = "nullable")]
    pub user_id_type: Vec<String>,
    /// Of the field `stage`.
    #[serde(deserialize_with = "nullable")]
    pub stage: Vec<String>,
}

/// The values that topics of a project may have, with their numbers and colors.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct DetailedExtensions {
    /// Of the field `topic_type`.
    #[serde(deserialize_with = "nullable")]
    pub topic_types: Vec<TopicType>,
    /// Of the field `topic_status`.
    #[serde(deserialize_with = "nullable")]
    pub topic_statuses: Vec<TopicStatus>,
    /// Of the field `labels`.
    #[serde(deserialize_with = "nullable")]
    pub labels: Vec<BcfLabel>,
    /// Of the field `priority`.
    #[serde(deserialize_with = "nullable")]
    pub priorities: Vec<Priority>,
    /// Of the field `stage`.
    #[serde(deserialize_with = "nullable")]
    pub stages: Vec<Stage>,
}

/// A value of the field `topic_type`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct TopicType {
    /// Its number.
    pub id: u64,
    /// The value.
    pub topic_type: String,
}

/// A value of the field `topic_status`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct TopicStatus {
    /// Its number.
    pub id: u64,
    /// The value.
    pub topic_status: String,
    /// In hexadecimal.
    pub color: Option<String>,
}

/// A value of the field `labels`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct BcfLabel {
    /// Its number.
    pub id: u64,
    /// The value.
    pub label: String,
}

/// A value of the field `priority`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Priority {
    /// Its number.
    pub id: u64,
    /// The value.
    pub priority: String,
    /// In hexadecimal.
    pub color: Option<String>,
}

/// A value of the field `stage`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Stage {
    /// Its number.
    pub id: u64,
    /// The value.
    pub stage: String,
}
