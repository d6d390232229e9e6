use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
};

use auth_core::Secret;

use super::{Setting, SettingsProblem};

/// Where settings come from, and what each is called there.
#[derive(Clone, Debug)]
pub(super) struct Naming {
    origin: String,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// With the prefix, and its `_`.
    Environment(String),
    /// With the name of the table, and its `.`.
    File(String),
}

impl Naming {
    /// Where they come from, for messages.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// What a setting is called there.
    pub(super) fn name(&self, key: Setting) -> String {
        match &self.kind {
            Kind::Environment(prefix) => format!("{prefix}{}", key.name().to_ascii_uppercase()),
            Kind::File(table) => format!("{table}{}", key.name()),
        }
    }

    fn path(&self, name: &str) -> String {
        match &self.kind {
            Kind::Environment(_) => name.to_owned(),
            Kind::File(table) => format!("{table}{name}"),
        }
    }
}

/// Settings as they were found, unchecked.
pub(super) struct Source {
    pub(super) naming: Naming,
    /// What a path that is not absolute is relative to.
    pub(super) directory: PathBuf,
    pub(super) entries: BTreeMap<Setting, Entry>,
    pub(super) problems: Vec<SettingsProblem>,
}

pub(super) struct Entry {
    pub(super) line: Option<usize>,
    pub(super) value: Value,
}

/// Any of it may be a secret, even at the wrong place.
pub(super) enum Value {
    Text(Secret),
    Texts(Vec<Secret>),
    /// Neither text nor a list of texts.
    Other,
}

impl Source {
    pub(super) fn of_vars(prefix: &str, vars: impl Iterator<Item = (OsString, OsString)>) -> Self {
        let prefix = format!("{prefix}_");
        let naming = Naming { origin: format!("environment, {prefix}..."), kind: Kind::Environment(prefix.clone()) };
        let mut source = Self::new(naming, PathBuf::new());
        for (name, value) in vars {
            let Some(name) = name.to_str().filter(|name| name.starts_with(&prefix)) else { continue };
            let rest = &name[prefix.len()..];
            // Variables are in capitals; one that is not is another one, and so a mistake.
            let key = if rest.bytes().any(|byte| byte.is_ascii_lowercase()) { "" } else { &rest.to_ascii_lowercase() };
            match value.into_string() {
                Ok(value) => source.add(name, key, None, Value::Text(Secret::new(value))),
                Err(_) => source.wrong(name, None, "is not Unicode"),
            }
        }
        source
    }

    pub(super) fn of_file(origin: String, directory: PathBuf, table: Option<&str>) -> Self {
        let table = table.map(|table| format!("{table}.")).unwrap_or_default();
        Self::new(Naming { origin, kind: Kind::File(table) }, directory)
    }

    fn new(naming: Naming, directory: PathBuf) -> Self {
        Self { naming, directory, entries: BTreeMap::new(), problems: Vec::new() }
    }

    /// Takes what was found under a name, if there is a setting with this key.
    pub(super) fn add(&mut self, name: &str, key: &str, line: Option<usize>, value: Value) {
        match Setting::from_name(key) {
            None => {
                let known = Setting::ALL.map(|setting| self.naming.name(setting)).join(", ");
                self.wrong(name, line, &format!("is not known; there are: {known}"));
            }
            Some(key) => {
                if self.entries.insert(key, Entry { line, value }).is_some() {
                    self.wrong(name, line, "is there twice");
                }
            }
        }
    }

    pub(super) fn wrong(&mut self, name: &str, line: Option<usize>, message: &str) {
        let name = self.naming.path(name);
        self.problems.push(SettingsProblem::new(name, line, message));
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.directory.join(Path::new(path))
    }
}
