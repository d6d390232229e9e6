//! For `#[serde(with = "auth_core::secret::exposed")]`: the field is sent as it is.
//!
//! It stands on a [`Secret`], or an `Option` of one, that a request carries in its body or query. Elsewhere a `Secret`
//! cannot be serialized, so a search for `exposed` and [`expose`](Secret::expose) finds each place where one can get out.
//!
//! ```
//! use auth_core::Secret;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, Deserialize, Serialize)]
//! struct WebHookRequest {
//!     url: String,
//!     #[serde(with = "auth_core::secret::exposed")]
//!     secret: Secret,
//!     #[serde(default, with = "auth_core::secret::exposed", skip_serializing_if = "Option::is_none")]
//!     former: Option<Secret>,
//! }
//!
//! let request = WebHookRequest { url: "https://example.com".into(), secret: "s3cret".into(), former: None };
//! assert_eq!(serde_json::to_string(&request)?, r#"{"url":"https://example.com","secret":"s3cret"}"#);
//! assert!(!format!("{request:?}").contains("s3cret"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Security
//!
//! What is serialized is a copy, which is not overwritten when it is dropped. A URL ends up in logs, so a secret belongs
//! in a body or a header rather than in a query (RFC 6750 section 5.3, RFC 9110 section 17.9).

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Secret;

/// Writes the secret itself.
///
/// # Errors
///
/// That of the serializer.
pub fn serialize<T: Exposed, S: Serializer>(secret: &T, serializer: S) -> Result<S::Ok, S::Error> {
    secret.serialize_exposed(serializer)
}

/// Reads a secret, as it is read without this module.
///
/// # Errors
///
/// That of the deserializer.
pub fn deserialize<'de, T: Exposed + Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// A [`Secret`], or one that may be missing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no secret that could be exposed",
    label = "is neither `Secret` nor `Option<Secret>`"
)]
pub trait Exposed: sealed::Sealed {}

impl Exposed for Secret {}

impl Exposed for Option<Secret> {}

mod sealed {
    use super::{Secret, Serialize, Serializer};

    pub trait Sealed {
        fn serialize_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    }

    impl Sealed for Secret {
        fn serialize_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.expose().serialize(serializer)
        }
    }

    impl Sealed for Option<Secret> {
        fn serialize_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.as_ref().map(Secret::expose).serialize(serializer)
        }
    }
}
