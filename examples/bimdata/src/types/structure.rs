use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::nullable;

/// A building of a model.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Building {
    /// Its identifier in IFC.
    #[serde(deserialize_with = "nullable")]
    pub uuid: String,
    /// What it is called.
    pub name: Option<String>,
    /// How high it lies, in metres, computed from its geometry.
    pub bimdata_elevation: Option<f64>,
    /// Its plans.
    #[serde(deserialize_with = "nullable")]
    pub plans: Vec<Value>,
}

/// A storey of a building.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Storey {
    /// Its identifier in IFC.
    #[serde(deserialize_with = "nullable")]
    pub uuid: String,
    /// What it is called.
    pub name: Option<String>,
    /// How high it lies, in metres, computed from its geometry.
    pub bimdata_elevation: Option<f64>,
    /// Its plans.
    #[serde(deserialize_with = "nullable")]
    pub plans: Vec<Value>,
}

/// A room, or what is like one.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Space {
    /// Its number.
    pub id: u64,
    /// Its identifier in IFC.
    #[serde(deserialize_with = "nullable")]
    pub uuid: String,
    /// What it is called.
    pub name: Option<String>,
    /// What it is called in full.
    pub longname: Option<String>,
}

/// Spaces that belong together.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Zone {
    /// Its number.
    pub id: u64,
    /// Its identifier in IFC.
    #[serde(deserialize_with = "nullable")]
    pub uuid: String,
    /// What it is called.
    pub name: Option<String>,
    /// In hexadecimal.
    pub color: Option<String>,
    /// The zone it is a part of.
    pub parent_id: Option<u64>,
    /// The zones it consists of.
    #[serde(deserialize_with = "nullable")]
    pub zones: Vec<Zone>,
    /// The spaces in it.
    #[serde(deserialize_with = "nullable")]
    pub spaces: Vec<Space>,
}
