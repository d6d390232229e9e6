use std::fmt;

use auth_core::{CredentialError, CredentialErrorKind, Secret};
use aws_lc_rs::rand;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// What a browser is known by, as the value of a cookie: 256 bits of chance. It is a secret.
#[derive(Clone, Eq, Hash, PartialEq)]
pub(super) struct Id([u8; 32]);

impl Id {
    pub(super) fn random() -> Result<Self, CredentialError> {
        let mut bytes = [0; 32];
        rand::fill(&mut bytes).map_err(|error| {
            CredentialError::new(CredentialErrorKind::Unavailable, "no random bytes could be had").with_source(error)
        })?;
        Ok(Self(bytes))
    }

    /// As a browser sends it; `None` when it was never one.
    pub(super) fn read(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    pub(super) fn text(&self) -> Secret {
        Secret::new(URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Id(redacted)")
    }
}
