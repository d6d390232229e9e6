use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Document, User, nullable};

/// A building, a plan or a point cloud.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Model {
    /// Its number.
    pub id: u64,
    /// What it is called.
    pub name: Option<String>,
    /// `IFC`, `DWG`, `PDF`, `POINT_CLOUD`, `METABUILDING`, ..
    #[serde(deserialize_with = "nullable")]
    pub r#type: String,
    /// `C` when it is complete, `P` while it is processed, `E` when that failed.
    #[serde(deserialize_with = "nullable")]
    pub status: String,
    /// `UPLOAD`, `SPLIT`, `MERGE`, `EXPORT` or `OPTIMIZED`.
    pub source: Option<String>,
    /// Who created it.
    pub creator: Option<User>,
    /// The project it belongs to.
    pub project_id: Option<u64>,
    /// The document it was made of.
    pub document_id: Option<u64>,
    /// The document it was made of.
    pub document: Option<Document>,
    /// Where the tree of its elements is, which a viewer loads.
    pub structure_file: Option<String>,
    /// Where the tree of its systems is.
    pub systems_file: Option<String>,
    /// Where its geometry is, as glTF.
    pub gltf_file: Option<String>,
    /// Where its geometry is, as XKT.
    pub xkt_file: Option<String>,
    /// Where the picture of its storeys is.
    pub map_file: Option<String>,
    /// Where its preview is.
    pub preview_file: Option<String>,
    /// What went wrong when it was processed.
    #[serde(deserialize_with = "nullable")]
    pub errors: Vec<String>,
    /// What was strange when it was processed.
    #[serde(deserialize_with = "nullable")]
    pub warnings: Vec<String>,
    /// Where its origin lies in the world: x, y and z, in metres.
    pub world_position: Option<Vec<f64>>,
    /// How many metres a unit is.
    pub size_ratio: Option<f64>,
    /// The page of the PDF.
    pub page_number: Option<u64>,
    /// The models of further pages.
    #[serde(deserialize_with = "nullable")]
    pub children: Vec<Model>,
    /// Whether it is put away.
    pub archived: bool,
    /// A version, for information.
    pub version: Option<String>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// A [`Model`], with few of its fields.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct LightModel {
    /// Its number.
    pub id: u64,
    /// What it is called.
    pub name: Option<String>,
    /// `IFC`, `DWG`, `PDF`, `POINT_CLOUD`, `METABUILDING`, ..
    #[serde(deserialize_with = "nullable")]
    pub r#type: String,
    /// `C` when it is complete, `P` while it is processed, `E` when that failed.
    #[serde(deserialize_with = "nullable")]
    pub status: String,
    /// `UPLOAD`, `SPLIT`, `MERGE`, `EXPORT` or `OPTIMIZED`.
    pub source: Option<String>,
    /// The document it was made of.
    pub document_id: Option<u64>,
    /// Where its preview is.
    pub preview_file: Option<String>,
    /// Whether it is put away.
    pub archived: bool,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// What makes a model of a document.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct CreateModelRequest {
    /// The document's number.
    pub document_id: u64,
}

/// What creates a building that has no file.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct CreateBuildingByNameRequest {
    /// What it is called.
    pub name: String,
}

/// What is changed in a model.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PatchedModelRequest {
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `UPLOAD`, `SPLIT`, `MERGE`, `EXPORT` or `OPTIMIZED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where its origin lies in the world: x, y and z, in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub world_position: Option<Vec<f64>>,
    /// How many metres a unit is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_ratio: Option<f64>,
    /// Whether it is put away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// A version, for information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}
