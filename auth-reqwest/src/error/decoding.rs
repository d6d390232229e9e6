use std::{error, fmt};

use serde_json::error::Category;

/// Why a response is not what its operation declares.
///
/// Its texts name what was expected, and where, but nothing of what was found, which may be a secret.
pub struct DecodingError(serde_json::Error);

impl DecodingError {
    pub(crate) const fn new(error: serde_json::Error) -> Self {
        Self(error)
    }

    /// The error itself, whose texts quote the value that was found. Whoever calls this sees to it that they go nowhere else.
    #[must_use]
    pub const fn expose(&self) -> &serde_json::Error {
        &self.0
    }
}

impl fmt::Display for DecodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        let text = error.to_string();
        // Of a value, without its place, which a type's own `Deserialize` may not know.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = text.strip_suffix(&place).unwrap_or(&text);
        let (what, why) = match error.classify() {
            // These are texts of serde_json's own, with nothing of the response in them.
            Category::Syntax => ("it is not JSON of the form that the operation declares", Some(message.to_owned())),
            Category::Eof => ("the JSON ends too early", Some(message.to_owned())),
            Category::Io | Category::Data => {
                ("a value is of another type than the operation declares", declared(message))
            }
        };
        f.write_str(what)?;
        if let Some(why) = why {
            write!(f, ": {why}")?;
        }
        if error.line() > 0 { write!(f, ",{place}") } else { Ok(()) }
    }
}

impl fmt::Debug for DecodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DecodingError").field(&format_args!("{self}")).finish()
    }
}

impl error::Error for DecodingError {}

/// What serde's own messages say of the declared type: what is missing, or was expected. What they say of the value that was
/// found comes before that; and the messages of a type's own `Deserialize` may say anything.
fn declared(message: &str) -> Option<String> {
    if message.starts_with("missing field `") {
        return Some(message.to_owned());
    }
    let is_of_serde = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant `", "unknown field `"];
    let is_of_serde = is_of_serde.iter().any(|beginning| message.starts_with(beginning));
    // Without an end of its own, the last that is said is what was found.
    let is_open = ["there are no fields", "there are no variants"].iter().any(|end| message.ends_with(end));
    let (_, expected) = message.rsplit_once(", expected ").filter(|_| is_of_serde && !is_open)?;
    Some(format!("expected {expected}"))
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, de::DeserializeOwned};

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "it is not read successfully")]
    struct Model {
        id: u64,
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Ifc,
        Dwg,
    }

    fn said<T: DeserializeOwned>(json: &str) -> String {
        let error = DecodingError::new(serde_json::from_str::<T>(json).err().unwrap());
        assert_eq!(format!("{error:?}"), format!("DecodingError({error})"));
        assert!(error.expose().to_string().contains("sesame"), "{json}");
        error.to_string()
    }

    #[test]
    fn what_was_expected_is_said_and_what_was_found_is_not() {
        let other = "a value is of another type than the operation declares";
        for (json, expected) in [
            (r#"{"id":"sesame"}"#, "expected u64, at line 1 column 14"),
            (r#"{"id":"sesame, expected sesame"}"#, "expected u64, at line 1 column 31"),
            (r#"{"kind":"sesame"}"#, "expected `ifc` or `dwg`, at line 1 column 16"),
            (r#"{"sesame":1}"#, "expected `id` or `kind`, at line 1 column 9"),
            (r#""sesame""#, "expected struct Model, at line 1 column 8"),
        ] {
            assert_eq!(said::<Model>(json), format!("{other}: {expected}"));
        }
    }

    #[test]
    fn a_message_that_is_not_of_serde_is_not_repeated() {
        /// Says what it was given.
        #[derive(Debug, Deserialize)]
        #[serde(try_from = "String")]
        struct Own;

        impl TryFrom<String> for Own {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                Err(format!("{text} is wrong, expected {text}"))
            }
        }

        let other = "a value is of another type than the operation declares";
        assert_eq!(said::<Own>(r#""sesame""#), other);
        assert_eq!(said::<[Own; 1]>(r#"["sesame"]"#), format!("{other}, at line 1 column 10"));
    }

    #[test]
    fn a_name_that_was_found_is_not_taken_for_one_that_was_expected() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Empty {}

        #[derive(Debug, Deserialize)]
        #[serde(tag = "kind")]
        enum Tagged {
            A,
        }

        let other = "a value is of another type than the operation declares";
        let empty = said::<Empty>(r#"{"x, expected sesame":1}"#);
        assert!(empty.starts_with(other) && !empty.contains("sesame"), "{empty}");
        let tagged = said::<Tagged>(r#"{"kind":"x, expected sesame at line 1 column 2"}"#);
        assert!(tagged.starts_with(other) && !tagged.contains("sesame"), "{tagged}");
    }

    #[test]
    fn what_is_missing_or_no_json_at_all_is_told() {
        let tell = |json| DecodingError::new(serde_json::from_str::<Model>(json).unwrap_err()).to_string();
        let other = "a value is of another type than the operation declares";
        assert_eq!(tell(r#"{"kind":"ifc"}"#), format!("{other}: missing field `id`, at line 1 column 14"));
        let early = "the JSON ends too early: EOF while parsing a value, at line 1 column 6";
        assert_eq!(tell(r#"{"id":"#), early);
        let form = "it is not JSON of the form that the operation declares";
        assert_eq!(tell("<html>"), format!("{form}: expected value, at line 1 column 1"));
        assert_eq!(tell(r#"{"kind":5}"#), format!("{form}: expected value, at line 1 column 9"));
    }
}
