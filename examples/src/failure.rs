//! Why a program stops.

use std::{error::Error, fmt, process::ExitCode};

use anstyle::{AnsiColor, Style};

const BAD: Style = AnsiColor::Red.on_default().bold();

/// A step did not do what it says.
#[derive(Debug)]
pub struct Failure {
    expected: String,
    found: String,
}

impl Failure {
    /// Something else was expected.
    pub fn new(expected: impl fmt::Display, found: impl fmt::Display) -> Self {
        Self { expected: expected.to_string(), found: found.to_string() }
    }

    /// The end of a program, which says why if it is not as it should be.
    #[must_use]
    pub fn end(outcome: Result<(), Self>) -> ExitCode {
        match outcome {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => {
                anstream::eprintln!("{failure}");
                ExitCode::FAILURE
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{BAD}✗ this stops here{BAD:#}")?;
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

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_failure_says_what_was_expected_and_what_was_found_down_to_the_cause() {
        let cause = auth_core::CredentialError::unavailable(io::Error::other("the line is dead"));
        let told = Failure::from(cause).to_string();
        assert!(told.contains("expected  no error"), "{told}");
        assert!(told.contains("found     no token could be obtained: the line is dead"), "{told}");
        assert!(Failure::new("one request", "2 requests").to_string().ends_with("found     2 requests"));
    }
}
