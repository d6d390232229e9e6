//! The JSON of the operations, as far as it is used here.

use auth_core::{ScopeName, ScopeSet, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What creates a cloud, a project or a model, and renames a model.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Named {
    /// What it is called.
    pub name: String,
}

impl Named {
    /// Calls it so.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// The place where an organization keeps its projects.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Cloud {
    /// Its number.
    pub id: u64,
    /// What it is called.
    pub name: String,
}

/// What belongs to one building or site.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Project {
    /// Its number.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// Where it is kept.
    pub cloud: Cloud,
}

/// A building, a plan or a point cloud.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Model {
    /// Its number.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// `IFC`, `DWG`, `META_BUILDING`, ..
    pub r#type: String,
    /// `C` when it is complete.
    pub status: String,
    /// The project it belongs to.
    pub project_id: u64,
}

/// A part of a building.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Element {
    /// Its IFC identifier.
    pub uuid: String,
    /// Its IFC class.
    pub r#type: String,
    /// What it is called.
    pub name: String,
}

/// Something to talk about, in the BIM Collaboration Format.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Topic {
    /// Its identifier.
    pub guid: String,
    /// What it is about.
    pub title: String,
    /// Who opened it.
    pub creation_author: String,
}

/// What opens a topic.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct TopicRequest {
    /// What it is about.
    pub title: String,
}

/// The account of whom a token speaks for.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct SelfUser {
    /// Its address.
    pub email: String,
    /// What it is called.
    pub username: String,
    /// Who acts for it, if someone else does. The playground tells it; BIMData does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Actor>,
}

/// Who acts for someone else, as a token says it (RFC 8693 section 4.1).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Actor {
    /// Whose token the actor has shown.
    pub sub: String,
    /// Who acted before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Box<Actor>>,
}

/// Someone who works in a project.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct User {
    /// The address of the account.
    pub email: String,
    /// 100 is an administrator, 50 a user, 25 a guest.
    pub role: u8,
}

/// A version of BCF that is spoken.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Version {
    /// Its number.
    pub version_id: String,
}

/// What makes a token for one project.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ProjectAccessTokenRequest {
    /// What the token may do: of BIMData's scopes, only those for BCF, documents and models.
    pub scopes: Vec<ScopeName>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The address of a user that it speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_impersonation: Option<String>,
}

/// A token for one project.
#[derive(Clone, Debug, Deserialize)]
pub struct ProjectAccessToken {
    /// The token.
    pub token: Secret,
    /// What it may do.
    pub scopes: ScopeSet,
    /// When it ends.
    pub expires_at: Timestamp,
}
