use auth_core::Secret;
use toml::de::{DeTable, DeValue};

use super::{
    SettingsError, SettingsProblem,
    source::{Source, Value},
};

/// Reads the keys of a document, or of one of its tables, with their lines.
pub(super) fn read(text: &Secret, table: Option<&str>, mut source: Source) -> Result<Source, SettingsError> {
    let text = text.expose();
    let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let failed = |source: &Source, problem| SettingsError::new(source.naming.origin().to_owned(), vec![problem]);

    let document = DeTable::parse(text).map_err(|error| {
        // Its message says what was expected; the line of the text that it shows, too, is left out.
        let problem = SettingsProblem::of_all(format!("this is not TOML: {}", error.message()));
        failed(&source, error.span().into_iter().fold(problem, |problem, span| problem.at_line(line(span.start))))
    })?;
    let root = document.get_ref();
    let entries = match table {
        None => root,
        Some(name) => match root.get(name).map(toml::Spanned::get_ref) {
            Some(DeValue::Table(table)) => table,
            _ => return Err(failed(&source, SettingsProblem::of_all(format!("there is no table `{name}`")))),
        },
    };
    for (key, value) in entries {
        let name = key.get_ref();
        source.add(name, name, Some(line(key.span().start)), value_of(value.get_ref()));
    }
    Ok(source)
}

fn value_of(value: &DeValue<'_>) -> Value {
    let text = |value: &DeValue<'_>| value.as_str().map(Secret::from);
    match value {
        DeValue::Array(values) => {
            let texts: Option<Vec<_>> = values.iter().map(|value| text(value.get_ref())).collect();
            texts.map_or(Value::Other, Value::Texts)
        }
        value => text(value).map_or(Value::Other, Value::Text),
    }
}
