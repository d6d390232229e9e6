use auth_core::{ScopeName, ScopeSet, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::nullable;

/// A token for one project, which may do less than its maker, and not for long.
///
/// It is made with [`BimData::project_access_token`](crate::BimData::project_access_token), which sees to it that its
/// scopes are possible.
#[derive(Clone, Debug, Deserialize)]
pub struct ProjectAccessToken {
    /// The token, to be handed to a browser. Not printed.
    pub token: Secret,
    /// What it may do.
    #[serde(default)]
    pub scopes: ScopeSet,
    /// When it ends.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

/// What creates a [`ProjectAccessToken`].
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct ProjectAccessTokenRequest {
    /// What it may do: reading or writing BCF, documents and models.
    pub scopes: Vec<ScopeName>,
    /// When it ends (RFC 3339, a profile of ISO 8601).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// The address of a user that it speaks for, and whose rights then limit it. For applications with single sign-on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_impersonation: Option<String>,
    /// The models it opens; all of the project when there are none. Not together with a user, or with documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub available_models: Vec<u64>,
}

/// A token for one model.
#[derive(Clone, Debug, Deserialize)]
pub struct IfcAccessToken {
    /// The token. Not printed.
    pub token: Secret,
    /// Whether it may only read.
    #[serde(default, deserialize_with = "nullable")]
    pub read_only: bool,
    /// When it ends.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}
