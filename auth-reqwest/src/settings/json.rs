use std::fmt;

use auth_core::Secret;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use super::{
    SettingsError, SettingsProblem,
    source::{Source, Value},
};

/// Reads the members of a document, or of one of its objects.
pub(super) fn read(text: &Secret, table: Option<&str>, mut source: Source) -> Result<Source, SettingsError> {
    let failed = |source: &Source, problem| SettingsError::new(source.naming.origin().to_owned(), vec![problem]);
    let document = parse(text.expose()).map_err(|problem| failed(&source, problem))?;
    let members = match table {
        None => document,
        Some(name) => match document.0.into_iter().find(|(found, _)| found == name) {
            Some((_, value)) => parse(value.get())
                .map_err(|_| failed(&source, SettingsProblem::of_all(format!("`{name}` is not an object"))))?,
            None => return Err(failed(&source, SettingsProblem::of_all(format!("there is no object `{name}`")))),
        },
    };
    for (name, value) in members.0 {
        source.add(&name, &name, None, value_of(value.get()));
    }
    Ok(source)
}

fn value_of(json: &str) -> Value {
    let text = serde_json::from_str(json).map(Value::Text);
    text.or_else(|_| serde_json::from_str(json).map(Value::Texts)).unwrap_or(Value::Other)
}

/// What serde says of another value than an object would repeat it.
fn parse(text: &str) -> Result<Members, SettingsProblem> {
    serde_json::from_str(text).map_err(|error| {
        let what = if error.is_data() { "this is not a JSON object" } else { "this is not JSON" };
        SettingsProblem::of_all(format!("{what}, at column {}", error.column())).at_line(error.line())
    })
}

/// The members of an object in their order, each as often as it is there.
struct Members(Vec<(String, Box<serde_json::value::RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
