use std::fmt::{Display, Write as _};

use http::HeaderValue;
use thiserror::Error;

use crate::Secret;

/// A value that can stand in a header.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a header",
    label = "needs `std::fmt::Display`",
    note = "a field with `#[header(..)]` is written with `Display`; a secret is an `auth_core::Secret`"
)]
pub trait HeaderField {
    /// The value, marked sensitive if it is a [`Secret`].
    ///
    /// # Errors
    ///
    /// [`InvalidHeaderField`] when the value's `Display` fails, or it has a line break or another control character.
    fn to_value(&self) -> Result<HeaderValue, InvalidHeaderField>;
}

impl<T: Display + ?Sized> HeaderField for T {
    fn to_value(&self) -> Result<HeaderValue, InvalidHeaderField> {
        let mut text = String::new();
        write!(text, "{self}").map_err(|_| InvalidHeaderField::Unwritable)?;
        HeaderValue::try_from(text).map_err(|_| InvalidHeaderField::IllegalCharacter)
    }
}

impl HeaderField for Secret {
    fn to_value(&self) -> Result<HeaderValue, InvalidHeaderField> {
        let mut value = HeaderValue::try_from(self.expose()).map_err(|_| InvalidHeaderField::IllegalCharacter)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// A value which cannot stand in a header. The value itself is not shown.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum InvalidHeaderField {
    /// It has a character that no header may have (RFC 9110 section 5.5).
    #[error("the value of a header has a line break or another control character")]
    IllegalCharacter,
    /// Its `Display` failed, so that only a part of it could be written.
    #[error("the value of a header cannot be written: its `Display` failed")]
    Unwritable,
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    #[test]
    fn a_secret_is_sensitive_and_nothing_else_is() {
        let secret = Secret::new("sesame").to_value().unwrap();
        assert_eq!((secret.as_bytes(), secret.is_sensitive()), (&b"sesame"[..], true));
        let number = 7.to_value().unwrap();
        assert_eq!((number.as_bytes(), number.is_sensitive()), (&b"7"[..], false));
    }

    #[test]
    fn a_value_that_would_begin_another_header_is_refused_and_not_shown() {
        for value in [&"a\r\nb: sesame" as &dyn HeaderField, &Secret::new("sesame\n"), &"\0"] {
            let error = value.to_value().unwrap_err();
            assert_eq!(error, InvalidHeaderField::IllegalCharacter);
            assert!(!format!("{error} {error:?}").contains("sesame"));
        }
    }

    #[test]
    fn a_value_that_cannot_be_written_whole_is_not_sent_in_part() {
        struct Half;
        impl Display for Half {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("12")?;
                Err(fmt::Error)
            }
        }
        assert_eq!(Half.to_value(), Err(InvalidHeaderField::Unwritable));
    }
}
