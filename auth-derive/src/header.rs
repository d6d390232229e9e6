//! The name of a header that a field is sent in.

/// A legal header name, in lower case: `field-name` of RFC 9110, section 5.1.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct HeaderName(String);

impl HeaderName {
    /// The name, or what is wrong with it.
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        if name.is_empty() {
            return Err("the name of a header is not empty".to_owned());
        }
        if let Some((char, position)) = name.chars().zip(1..).find(|(char, _)| !is_legal(*char)) {
            let char = char.escape_debug();
            return Err(format!(
                "`{char}` at position {position} is not allowed in the name of a header (RFC 9110, section 5.6.2)"
            ));
        }
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "authorization" | "proxy-authorization" => Err(format!(
                "`{name}` is no field of an operation: the middleware sets it, to what the client's credential provides"
            )),
            "connection" | "content-length" | "host" | "transfer-encoding" => {
                Err(format!("`{name}` is no field of an operation: the HTTP client sets it"))
            }
            _ => Ok(Self(name)),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// `tchar`
fn is_legal(char: char) -> bool {
    char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char)
}

#[cfg(test)]
mod tests {
    use super::HeaderName;

    fn refusal(name: &str) -> String {
        HeaderName::parse(name).expect_err("the name is illegal")
    }

    #[test]
    fn a_name_is_kept_in_lower_case() {
        for (name, lower) in [("If-Match", "if-match"), ("x-1", "x-1"), ("ETag", "etag")] {
            assert_eq!(HeaderName::parse(name).expect("the name is legal").as_str(), lower);
        }
    }

    #[test]
    fn a_refusal_says_which_character_where() {
        assert!(refusal("if match").starts_with("` ` at position 3 "));
        assert!(refusal("x:").starts_with("`:` at position 2 "));
        assert!(refusal("größe").starts_with("`ö` at position 3 "));
        assert_eq!(refusal(""), "the name of a header is not empty");
    }

    #[test]
    fn what_others_set_is_refused_in_any_case() {
        assert!(refusal("Authorization").contains("the middleware sets it"));
        assert!(refusal("PROXY-AUTHORIZATION").contains("the middleware sets it"));
        assert!(refusal("Host").contains("the HTTP client sets it"));
    }
}
