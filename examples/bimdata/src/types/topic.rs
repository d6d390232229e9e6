use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Viewpoint, nullable, without_nulls};

/// Something to talk about.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Topic {
    /// Its GUID.
    #[serde(deserialize_with = "nullable")]
    pub guid: String,
    /// What it is about.
    #[serde(deserialize_with = "nullable")]
    pub title: String,
    /// The project's number.
    pub project: Option<u64>,
    /// One of those that the project has.
    pub topic_type: Option<String>,
    /// One of those that the project has.
    pub topic_status: Option<String>,
    /// One of those that the project has.
    pub priority: Option<String>,
    /// Some of those that the project has.
    #[serde(deserialize_with = "without_nulls")]
    pub labels: Vec<String>,
    /// One of those that the project has.
    pub stage: Option<String>,
    /// What is to be said of it.
    pub description: Option<String>,
    /// Who is to deal with it, by address.
    pub assigned_to: Option<String>,
    /// Until when.
    pub due_date: Option<Timestamp>,
    /// Pages that say more.
    #[serde(deserialize_with = "nullable")]
    pub reference_links: Vec<String>,
    /// The models it is about.
    #[serde(deserialize_with = "nullable")]
    pub models: Vec<u64>,
    /// `standard`, unless the topic is used for something else.
    pub format: Option<String>,
    /// Its number in the project.
    pub index: Option<u64>,
    /// Who opened it, by address.
    pub creation_author: Option<String>,
    /// When it was opened.
    pub creation_date: Option<Timestamp>,
    /// Who last changed it, by address.
    pub modified_author: Option<String>,
    /// When it was last changed.
    pub modified_date: Option<Timestamp>,
}

/// A [`Topic`] with its comments and viewpoints.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct FullTopic {
    /// Its GUID.
    #[serde(deserialize_with = "nullable")]
    pub guid: String,
    /// What it is about.
    #[serde(deserialize_with = "nullable")]
    pub title: String,
    /// The project's number.
    pub project: Option<u64>,
    /// One of those that the project has.
    pub topic_type: Option<String>,
    /// One of those that the project has.
    pub topic_status: Option<String>,
    /// One of those that the project has.
    pub priority: Option<String>,
    /// Some of those that the project has.
    #[serde(deserialize_with = "without_nulls")]
    pub labels: Vec<String>,
    /// One of those that the project has.
    pub stage: Option<String>,
    /// What is to be said of it.
    pub description: Option<String>,
    /// Who is to deal with it, by address.
    pub assigned_to: Option<String>,
    /// Until when.
    pub due_date: Option<Timestamp>,
    /// Pages that say more.
    #[serde(deserialize_with = "nullable")]
    pub reference_links: Vec<String>,
    /// The models it is about.
    #[serde(deserialize_with = "nullable")]
    pub models: Vec<u64>,
    /// `standard`, unless the topic is used for something else.
    pub format: Option<String>,
    /// Its number in the project.
    pub index: Option<u64>,
    /// Who opened it, by address.
    pub creation_author: Option<String>,
    /// When it was opened.
    pub creation_date: Option<Timestamp>,
    /// Who last changed it, by address.
    pub modified_author: Option<String>,
    /// When it was last changed.
    pub modified_date: Option<Timestamp>,
    /// What was said of it.
    #[serde(deserialize_with = "nullable")]
    pub comments: Vec<Comment>,
    /// Where to look.
    #[serde(deserialize_with = "nullable")]
    pub viewpoints: Vec<Viewpoint>,
}

/// What opens or replaces a topic.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct TopicRequest {
    /// What it is about.
    pub title: String,
    /// Its GUID; BIMData makes one if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_type: Option<String>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_status: Option<String>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// Some of those that the project has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What is to be said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who is to deal with it, by address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_to: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_date: Option<Timestamp>,
    /// Pages that say more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reference_links: Vec<String>,
    /// The models it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<u64>,
    /// `standard`, unless the topic is used for something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// What is changed in a topic.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PatchedTopicRequest {
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_type: Option<String>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_status: Option<String>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// Some of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<String>>,
    /// One of those that the project has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What is to be said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who is to deal with it, by address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_to: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_date: Option<Timestamp>,
    /// Pages that say more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_links: Option<Vec<String>>,
    /// The models it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub models: Option<Vec<u64>>,
    /// `standard`, unless the topic is used for something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// What someone said of a topic.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Comment {
    /// Its GUID.
    #[serde(deserialize_with = "nullable")]
    pub guid: String,
    /// What was said.
    #[serde(deserialize_with = "nullable")]
    pub comment: String,
    /// The topic.
    pub topic_guid: Option<String>,
    /// Where to look.
    pub viewpoint_guid: Option<String>,
    /// The comment that is answered.
    pub reply_to_comment_guid: Option<String>,
    /// Who said it, by address.
    pub author: Option<String>,
    /// When it was said.
    pub date: Option<Timestamp>,
    /// Who last changed it, by address.
    pub modified_author: Option<String>,
    /// When it was last changed.
    pub modified_date: Option<Timestamp>,
}

/// What adds a comment.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct CommentRequest {
    /// What is said.
    pub comment: String,
    /// Its GUID; BIMData makes one if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// Where to look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub viewpoint_guid: Option<String>,
    /// The comment that is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_comment_guid: Option<String>,
}

/// What is changed in a comment.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PatchedCommentRequest {
    /// What is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where to look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub viewpoint_guid: Option<String>,
    /// The comment that is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_comment_guid: Option<String>,
}
