use std::{error::Error, fmt, process::ExitCode};

use auth_reqwest::SettingsError;

/// Why the program ends.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    is_of_use: bool,
}

impl Failure {
    /// 2 when the program was started in a wrong way, so that starting it again is of no use.
    pub(crate) fn code(&self) -> ExitCode {
        if self.is_of_use { ExitCode::from(2) } else { ExitCode::FAILURE }
    }

    fn of_use(message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), is_of_use: true }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<auth_core::CredentialError> for Failure {
    fn from(error: auth_core::CredentialError) -> Self {
        auth_reqwest::Error::from(error).into()
    }
}

impl From<auth_reqwest::ConfigurationError> for Failure {
    fn from(error: auth_reqwest::ConfigurationError) -> Self {
        Self::of_use(with_causes(&error))
    }
}

impl From<auth_reqwest::Error> for Failure {
    fn from(error: auth_reqwest::Error) -> Self {
        Self { message: with_causes(&error), is_of_use: false }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::of_use(error)
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::of_use(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self { message: error.to_string(), is_of_use: false }
    }
}

/// An error and everything that it says about its causes.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
