use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{User, nullable};

/// A file.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Document {
    /// Its number.
    pub id: u64,
    /// What is shown as its name.
    #[serde(deserialize_with = "nullable")]
    pub name: String,
    /// The name of the file.
    #[serde(deserialize_with = "nullable")]
    pub file_name: String,
    /// What it is about.
    pub description: Option<String>,
    /// Where it is downloaded.
    pub file: Option<String>,
    /// The extension, in lower case.
    pub file_type: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
    /// The project's number.
    pub project: Option<u64>,
    /// The folder it is in.
    pub parent_id: Option<u64>,
    /// The model that was made of it.
    pub model_id: Option<u64>,
    /// `IFC`, `DWG`, `PDF`, ..
    pub model_type: Option<String>,
    /// The current version, if this is an earlier one.
    pub head_id: Option<u64>,
    /// Whether it is the current version.
    pub is_head_version: bool,
    /// Its tags.
    #[serde(deserialize_with = "nullable")]
    pub tags: Vec<Tag>,
    /// Who uploaded it.
    pub created_by: Option<User>,
    /// When it was uploaded.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// A mark on documents.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Tag {
    /// Its number.
    pub id: u64,
    /// What it says.
    #[serde(deserialize_with = "nullable")]
    pub name: String,
    /// In hexadecimal, without `#`.
    pub color: Option<String>,
}

/// A folder, without what is in it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct FolderWithoutChildren {
    /// Its number.
    pub id: u64,
    /// What it is called.
    #[serde(deserialize_with = "nullable")]
    pub name: String,
    /// The folder it is in.
    pub parent_id: Option<u64>,
    /// Who created it.
    pub created_by: Option<User>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}
