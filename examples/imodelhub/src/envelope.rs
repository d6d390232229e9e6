use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct as _};

/// The names by which the server knows a kind of properties.
pub trait Class {
    /// The schema.
    const SCHEMA: &str;
    /// The class in it.
    const NAME: &str;
}

/// Something that iModelHub keeps: its properties, and the identifier it has on the server.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
pub struct Instance<T> {
    /// The identifier; none when it is to be created.
    #[serde(default, rename = "instanceId")]
    pub id: Option<String>,
    /// The properties.
    pub properties: T,
}

impl<T> From<T> for Instance<T> {
    fn from(properties: T) -> Self {
        Self { id: None, properties }
    }
}

impl<T: Class + Serialize> Serialize for Instance<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut instance = serializer.serialize_struct("Instance", 4)?;
        match &self.id {
            Some(id) => instance.serialize_field("instanceId", id)?,
            None => instance.skip_field("instanceId")?,
        }
        instance.serialize_field("schemaName", T::SCHEMA)?;
        instance.serialize_field("className", T::NAME)?;
        instance.serialize_field("properties", &self.properties)?;
        instance.end()
    }
}

/// What a POST sends: `{"instance": {..}}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(bound = "T: Class + Serialize")]
pub struct One<T> {
    /// What is to be created or changed.
    pub instance: Instance<T>,
}

impl<T> From<T> for One<T> {
    fn from(properties: T) -> Self {
        Self { instance: properties.into() }
    }
}

/// What a GET answers, and what a POST of several sends: `{"instances": [{..}]}`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(bound(serialize = "T: Class + Serialize"))]
pub struct Instances<T> {
    /// What was found; no more than one if one was asked for.
    pub instances: Vec<Instance<T>>,
}

impl<T> FromIterator<T> for Instances<T> {
    fn from_iter<I: IntoIterator<Item = T>>(properties: I) -> Self {
        Self { instances: properties.into_iter().map(Instance::from).collect() }
    }
}

impl<T> IntoIterator for Instances<T> {
    type IntoIter = std::vec::IntoIter<Instance<T>>;
    type Item = Instance<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.instances.into_iter()
    }
}

/// What a POST answers: `{"changedInstance": {"instanceAfterChange": {..}}}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed<T>(pub Instance<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Changed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let answer: Answer<T> = Answer::deserialize(deserializer)?;
        Ok(Self(answer.changed_instance.instance_after_change))
    }
}

/// What a POST of several answers: `{"changedInstances": [{"instanceAfterChange": {..}}]}`.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedInstances<T>(pub Vec<Instance<T>>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ChangedInstances<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let answer: Answers<T> = Answers::deserialize(deserializer)?;
        Ok(Self(answer.changed_instances.into_iter().map(|changed| changed.instance_after_change).collect()))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer<T> {
    changed_instance: AfterChange<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answers<T> {
    changed_instances: Vec<AfterChange<T>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AfterChange<T> {
    instance_after_change: Instance<T>,
}
