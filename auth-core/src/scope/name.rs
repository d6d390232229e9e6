use std::{
    borrow::{Borrow, Cow},
    fmt,
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, de};
use thiserror::Error;

/// The name of a scope: a `scope-token` of RFC 6749 section 3.3. A value that exists is legal.
///
/// Legal characters are the printable ASCII characters without the space, `"` and `\`.
///
/// ```
/// use auth_core::ScopeName;
///
/// const READ: ScopeName = ScopeName::from_static("model:read");
/// assert_eq!("model:read".parse::<ScopeName>().unwrap(), READ);
/// assert_eq!(
///     "model read".parse::<ScopeName>().unwrap_err().to_string(),
///     "`model read` is not a scope name: ' ' at position 5 is not allowed (RFC 6749 section 3.3)"
/// );
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct ScopeName(Cow<'static, str>);

impl ScopeName {
    /// Checks a name.
    ///
    /// # Errors
    ///
    /// [`InvalidScopeName`] when the name is empty or has a character that a scope name may not have.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Result<Self, InvalidScopeName> {
        let name = name.into();
        if is_legal(&name) {
            return Ok(Self(name));
        }
        let illegal = name.char_indices().find(|(_, c)| !c.is_ascii() || !is_legal_byte(*c as u8));
        Err(match illegal {
            None => InvalidScopeName::Empty,
            Some((position, character)) => InvalidScopeName::Illegal { name: name.into_owned(), character, position },
        })
    }

    /// A name that is known when the program is written.
    ///
    /// # Panics
    ///
    /// When the name is not legal: in a `const`, that is a compile error.
    #[must_use]
    pub const fn from_static(name: &'static str) -> Self {
        assert!(is_legal(name), "not a scope name (RFC 6749 section 3.3)");
        Self(Cow::Borrowed(name))
    }

    /// The name as the server knows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ScopeName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Sound because `str` and `ScopeName` compare and hash alike.
impl Borrow<str> for ScopeName {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl<'de> Deserialize<'de> for ScopeName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl fmt::Display for ScopeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ScopeName {
    type Err = InvalidScopeName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::new(name.to_owned())
    }
}

/// Why a text is not a [`ScopeName`].
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum InvalidScopeName {
    /// There is no character at all.
    #[error("a scope name must not be empty (RFC 6749 section 3.3)")]
    Empty,
    /// A character is not one of `%x21 / %x23-5B / %x5D-7E`.
    #[error("`{name}` is not a scope name: {character:?} at position {position} is not allowed (RFC 6749 section 3.3)")]
    #[non_exhaustive]
    Illegal {
        /// The text that was refused.
        name: String,
        /// The first character in it that is not allowed.
        character: char,
        /// Where that character starts, in bytes from 0.
        position: usize,
    },
}

pub(crate) const fn is_legal(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !is_legal_byte(bytes[at]) {
            return false;
        }
        at += 1;
    }
    !bytes.is_empty()
}

const fn is_legal_byte(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_that_of_rfc_6749() {
        for byte in 0..=u8::MAX {
            let name = char::from(byte).to_string();
            let legal = byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
            assert_eq!(ScopeName::new(name).is_ok(), legal, "{byte:#04x}");
        }
    }

    #[test]
    fn an_illegal_name_is_refused_with_the_place_of_the_first_fault() {
        let refused = ScopeName::new("mödel\tread").unwrap_err();
        assert_eq!(refused, InvalidScopeName::Illegal { name: "mödel\tread".into(), character: 'ö', position: 1 });
        assert_eq!(ScopeName::new(""), Err(InvalidScopeName::Empty));
    }

    #[test]
    fn a_name_stands_where_a_text_is_asked_for() {
        fn text(name: impl AsRef<str>) -> usize {
            name.as_ref().len()
        }
        assert_eq!(text(ScopeName::new("model:read").unwrap()), 10);
    }

    #[test]
    fn deserializing_checks_the_name() {
        assert!(serde_json::from_str::<ScopeName>("\"model:read\"").is_ok());
        assert!(serde_json::from_str::<ScopeName>("\"model read\"").is_err());
    }
}
