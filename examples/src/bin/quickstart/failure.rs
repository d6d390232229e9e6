use std::{error::Error, fmt};

use anstyle::{AnsiColor, Style};

const BAD: Style = AnsiColor::Red.on_default().bold();

/// A step did not do what it says.
#[derive(Debug)]
pub(crate) struct Failure {
    expected: String,
    found: String,
}

impl Failure {
    pub(crate) fn new(expected: impl fmt::Display, found: impl fmt::Display) -> Self {
        Self { expected: expected.to_string(), found: found.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{BAD}✗ the quickstart stops here{BAD:#}")?;
        writeln!(f, "  expected  {}", self.expected)?;
        write!(f, "  found     {}", self.found)
    }
}

/// With everything that the error says about its causes.
impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut found = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            found = format!("{found}: {error}");
            cause = error.source();
        }
        Self::new("no error", found)
    }
}
