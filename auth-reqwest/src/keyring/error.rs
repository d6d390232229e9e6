use auth_core::{CredentialError, CredentialErrorKind};
use keyring_core::Error;

/// Why the key store did not do what it was asked; the source of a [`CredentialError`].
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// There is none: a machine without a desktop, say. Kind `Configuration`.
    #[error(
        "no key store can be reached: {reason}; start one (on Linux a Secret Service, such as gnome-keyring), or keep refresh \
         tokens elsewhere"
    )]
    #[non_exhaustive]
    Absent {
        /// What the operating system says.
        reason: String,
    },
    /// It is locked and was not unlocked, or denies access. Kind `Unavailable`: the user may unlock it.
    #[error("the key store is locked, or denies access: {reason}")]
    #[non_exhaustive]
    Locked {
        /// What the operating system says.
        reason: String,
    },
    /// The refresh token, or the names of issuer, client and user, are longer than this system allows. Kind
    /// `Configuration`.
    #[error("the {what} is too long for the key store of this system, which takes {limit}")]
    #[non_exhaustive]
    TooLong {
        /// What is too long.
        what: String,
        /// How much there is room for, in the system's unit: 2560 bytes for a token on Windows.
        limit: u32,
    },
    /// The entry is not one that was stored here, or there are several. Kind `SignInRequired`: a sign-in replaces it.
    #[error("what the key store holds for this sign-in cannot be read; it takes another sign-in")]
    Unreadable,
    /// Anything else. Kind `Unavailable`.
    #[error("the key store failed: {reason}")]
    #[non_exhaustive]
    Failed {
        /// What the operating system says.
        reason: String,
    },
}

impl KeyringError {
    /// No connection.
    pub(super) fn absent(error: Error) -> Self {
        let reason = match error {
            Error::PlatformFailure(error) | Error::NoStorageAccess(error) => error.to_string(),
            Error::NoDefaultStore => "none is known for this operating system".to_owned(),
            other => return other.into(),
        };
        Self::Absent { reason }
    }

    pub(super) fn failed(error: impl std::error::Error) -> Self {
        Self::Failed { reason: error.to_string() }
    }
}

/// Some of keyring's errors hold what was read. That is left behind.
impl From<Error> for KeyringError {
    fn from(error: Error) -> Self {
        match error {
            Error::NoStorageAccess(error) => Self::Locked { reason: error.to_string() },
            Error::TooLong(what, limit) => Self::TooLong { what: name(&what).to_owned(), limit },
            Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => Self::Unreadable,
            Error::PlatformFailure(error) => Self::Failed { reason: error.to_string() },
            other => Self::Failed { reason: other.to_string() },
        }
    }
}

impl From<KeyringError> for CredentialError {
    fn from(error: KeyringError) -> Self {
        let (kind, message) = match error {
            KeyringError::Absent { .. } => (CredentialErrorKind::Configuration, "there is no key store"),
            KeyringError::TooLong { .. } => {
                (CredentialErrorKind::Configuration, "the key store has no room for the refresh token")
            }
            KeyringError::Locked { .. } => (CredentialErrorKind::Unavailable, "the key store is locked"),
            KeyringError::Unreadable => {
                (CredentialErrorKind::SignInRequired, "the key store has no usable refresh token")
            }
            KeyringError::Failed { .. } => (CredentialErrorKind::Unavailable, "the key store failed"),
        };
        Self::new(kind, message).with_source(error)
    }
}

/// What keyring calls it, in our words.
fn name(attribute: &str) -> &str {
    match attribute {
        "secret" => "refresh token with its scopes",
        "user" | "target" => "name of issuer, client and user",
        other => other,
    }
}
