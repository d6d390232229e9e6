//! The name of a scope, and the identity that types get from it.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A legal scope name: `scope-token` of RFC 6749, section 3.3.
#[derive(Debug, Eq, Hash, PartialEq)]
pub(crate) struct ScopeName(String);

impl ScopeName {
    /// The name, or what is wrong with it.
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        if name.is_empty() {
            return Err("a scope name is not empty".to_owned());
        }
        match name.chars().zip(1..).find(|(char, _)| !is_legal(*char)) {
            None => Ok(Self(name.to_owned())),
            Some((' ', _)) => Err("a scope name has no spaces; derive one type per scope".to_owned()),
            Some((char, position)) => {
                let char = match char {
                    '"' | '\\' => char.to_string(),
                    _ => char.escape_debug().to_string(),
                };
                Err(format!(
                    "`{char}` at position {position} is not allowed in a scope name, which is printable ASCII without \
                     space, `\"` and `\\` (RFC 6749, section 3.3)",
                ))
            }
        }
    }

    /// The name that stands for one that was refused.
    pub(crate) fn invalid() -> Self {
        Self("invalid".to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The first 64 bits of the name's SHA-256 as 16 upper-case hex digits.
    pub(crate) fn id(&self) -> String {
        let hash = Sha256::digest(&self.0);
        hash.iter().take(8).fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02X}"); // writing to a string does not fail
            digits
        })
    }
}

/// `%x21 / %x23-5B / %x5D-7E`
fn is_legal(char: char) -> bool {
    matches!(char, '\x21' | '\x23'..='\x5B' | '\x5D'..='\x7E')
}

#[cfg(test)]
mod tests {
    use super::ScopeName;

    fn refusal(name: &str) -> String {
        ScopeName::parse(name).expect_err("the name is illegal")
    }

    #[test]
    fn the_charset_is_that_of_rfc_6749() {
        for byte in 0..=u8::MAX {
            let legal = byte == 0x21 || (0x23..=0x5B).contains(&byte) || (0x5D..=0x7E).contains(&byte);
            assert_eq!(ScopeName::parse(&char::from(byte).to_string()).is_ok(), legal, "{byte:#x}");
        }
    }

    #[test]
    fn a_name_is_kept_as_written() {
        for name in ["model:read", "https://api.example.com/auth/Files.ReadWrite", "!", "~"] {
            assert_eq!(ScopeName::parse(name).expect("the name is legal").as_str(), name);
        }
    }

    #[test]
    fn a_refusal_says_which_character_where() {
        assert!(refusal("modèl:read").starts_with("`è` at position 4 "));
        assert!(refusal("èè\"").starts_with("`è` at position 1 "));
        assert!(refusal("a\tb").starts_with("`\\t` at position 2 "));
        assert!(refusal("model:read\"").starts_with("`\"` at position 11 "));
        assert_eq!(refusal(""), "a scope name is not empty");
    }

    #[test]
    fn two_scopes_in_one_string_are_recognized() {
        assert_eq!(refusal("model:read model:write"), "a scope name has no spaces; derive one type per scope");
    }

    #[test]
    fn the_stand_in_is_legal() {
        assert_eq!(ScopeName::parse("invalid"), Ok(ScopeName::invalid()));
    }

    #[test]
    fn the_id_is_the_beginning_of_sha_256() {
        // FIPS 180-2, appendix B.1
        assert_eq!(ScopeName::parse("abc").expect("the name is legal").id(), "BA7816BF8F01CFEA");
    }
}
