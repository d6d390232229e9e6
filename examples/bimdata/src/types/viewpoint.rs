use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::nullable;

/// Where to look, and what to see there. What is sent to create one is the same.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Viewpoint {
    /// Its GUID.
    pub guid: Option<String>,
    /// Its number in the topic.
    pub index: Option<u64>,
    /// The program it was made with.
    pub originating_system: Option<String>,
    /// The camera, in parallel projection.
    pub orthogonal_camera: Option<Value>,
    /// The camera, in perspective.
    pub perspective_camera: Option<Value>,
    /// Lines that are drawn.
    pub lines: Option<Vec<Value>>,
    /// Planes that cut the model.
    pub clipping_planes: Option<Vec<Value>>,
    /// An image.
    pub snapshot: Option<Value>,
    /// What is selected, hidden and colored.
    pub components: Option<Value>,
    /// Points of interest.
    #[serde(deserialize_with = "nullable")]
    pub pins: Vec<Pin>,
    /// The models it is about.
    #[serde(deserialize_with = "nullable")]
    pub models: Vec<u64>,
}

/// A point of interest.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Pin {
    /// Its GUID.
    pub guid: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// In hexadecimal.
    pub color: Option<String>,
    /// Its number in the viewpoint.
    pub index: Option<u64>,
    /// Where it is.
    pub point: Option<Point>,
}

/// A point in the model, in metres.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Point {
    /// To the east.
    pub x: f64,
    /// To the north.
    pub y: f64,
    /// Upwards.
    pub z: f64,
}
