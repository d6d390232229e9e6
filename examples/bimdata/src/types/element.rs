use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::nullable;

/// A part of a building.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Element {
    /// Its identifier in IFC.
    #[serde(deserialize_with = "nullable")]
    pub uuid: String,
    /// Its IFC class.
    #[serde(deserialize_with = "nullable")]
    pub r#type: String,
    /// The properties that each IFC element has, such as its name.
    pub attributes: Option<PropertySet>,
    /// Its other properties.
    #[serde(deserialize_with = "nullable")]
    pub property_sets: Vec<PropertySet>,
    /// How it is classified.
    #[serde(deserialize_with = "nullable")]
    pub classifications: Vec<Classification>,
}

/// Properties that belong together.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PropertySet {
    /// Its number.
    pub id: Option<u64>,
    /// What it is called.
    pub name: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Its IFC class.
    pub r#type: Option<String>,
    /// The properties.
    #[serde(deserialize_with = "nullable")]
    pub properties: Vec<ModelProperty>,
}

/// A property and its value.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct ModelProperty {
    /// Its number.
    pub id: Option<u64>,
    /// What it is a value of.
    pub definition: Option<PropertyDefinition>,
    /// The value, of the type that the definition says.
    pub value: Value,
}

/// What a property is.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PropertyDefinition {
    /// Its number.
    pub id: Option<u64>,
    /// What it is called.
    pub name: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// `IfcProperty..`, `IfcQuantity..` or `Attribute`.
    pub r#type: Option<String>,
    /// The type of its values: `boolean`, `integer`, `float`, `string`, ..
    pub value_type: Option<String>,
    /// The unit of its values.
    pub unit: Option<Unit>,
}

/// A unit of measurement.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Unit {
    /// Its number.
    pub id: Option<u64>,
    /// Its IFC class.
    pub r#type: Option<String>,
    /// What it is called: `DEGREE`.
    pub name: Option<String>,
    /// What it measures: `PLANEANGLEUNIT`.
    pub unit_type: Option<String>,
    /// `MILLI`, `KILO`, ..
    pub prefix: Option<String>,
    /// The exponents of the seven basic units.
    pub dimensions: Option<Vec<f64>>,
    /// What the basic unit is multiplied by.
    pub conversion_factor: Option<f64>,
    /// The basic unit.
    pub conversion_baseunit: Option<Box<Unit>>,
}

/// A place in a system of classification.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Classification {
    /// Its number.
    pub id: Option<u64>,
    /// The system.
    pub name: Option<String>,
    /// The place in the system.
    pub notation: Option<String>,
    /// What that is called.
    pub title: Option<String>,
}
