use std::{error, fmt};

/// Everything that is wrong with some [`Settings`](crate::Settings).
#[derive(Clone, Debug)]
pub struct SettingsError {
    origin: String,
    problems: Vec<SettingsProblem>,
}

impl SettingsError {
    /// At least one problem.
    pub(super) fn new(origin: String, mut problems: Vec<SettingsProblem>) -> Self {
        // In the order of the file; a variable has no line.
        problems.sort_by(|one, other| (one.line, &one.name).cmp(&(other.line, &other.name)));
        Self { origin, problems }
    }

    /// What is wrong, in the order of the file, or of the names of variables.
    #[must_use]
    pub fn problems(&self) -> &[SettingsProblem] {
        &self.problems
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.as_slice() {
            [problem] => write!(f, "the settings cannot be used ({}): {problem}", self.origin),
            problems => {
                write!(f, "the settings cannot be used ({}), for {} reasons:", self.origin, problems.len())?;
                problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
            }
        }
    }
}

impl error::Error for SettingsError {}

/// One thing that is wrong. It has no value: whatever stands at the wrong place may be a secret.
#[derive(Clone, Debug)]
pub struct SettingsProblem {
    name: Option<String>,
    line: Option<usize>,
    message: String,
}

impl SettingsProblem {
    pub(super) fn new(name: String, line: Option<usize>, message: impl Into<String>) -> Self {
        Self { name: Some(name), line, message: message.into() }
    }

    /// It is not about one of the settings, but about what they come from.
    pub(super) fn of_all(message: impl Into<String>) -> Self {
        Self { name: None, line: None, message: message.into() }
    }

    pub(super) fn at_line(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The name of the variable, or the path of the key; `None` when it is about all of them.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The line of the file, from 1, where it is known: in TOML.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for SettingsProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(name) = &self.name {
            write!(f, "`{name}` ")?;
        }
        f.write_str(&self.message)
    }
}
