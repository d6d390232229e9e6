use std::fmt::{self, Display, Write as _};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use thiserror::Error;

use crate::Secret;

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Writes a path from a template and values, so that the route stays that of the template.
#[derive(Debug)]
pub struct PathBuilder {
    template: &'static str,
    path: String,
    problem: Option<InvalidPath>,
}

impl PathBuilder {
    /// Starts a path.
    #[must_use]
    pub const fn new(template: &'static str) -> Self {
        Self { template, path: String::new(), problem: None }
    }

    /// Adds a part of the template as it is.
    pub fn literal(&mut self, text: &'static str) {
        self.path.push_str(text);
    }

    /// Adds a value, encoded.
    pub fn value(&mut self, name: &'static str, value: &(impl PathValue + ?Sized)) {
        let start = self.path.len();
        if value.write(&mut Encoded(&mut self.path)).is_err() {
            self.problem.get_or_insert(InvalidPath::Unwritable { template: self.template, name });
        } else if self.path.len() == start {
            self.problem.get_or_insert(InvalidPath::Empty { template: self.template, name });
        }
    }

    /// The whole path.
    ///
    /// # Errors
    ///
    /// What was wrong with the first value that had to be refused.
    pub fn finish(self) -> Result<String, InvalidPath> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        // A percent-encoded dot is a dot to those who resolve such segments, so there is no way to write one.
        if self.path.split('/').any(|segment| matches!(segment, "." | "..")) {
            return Err(InvalidPath::DotSegment { template: self.template });
        }
        Ok(self.path)
    }
}

/// A value that can stand in a path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a path",
    label = "needs `std::fmt::Display`",
    note = "a field that the path names is written with `Display`; a secret is an `auth_core::Secret`"
)]
pub trait PathValue {
    /// Writes the value, which is encoded on the way.
    ///
    /// # Errors
    ///
    /// When the value's `Display` fails.
    fn write(&self, path: &mut Encoded<'_>) -> fmt::Result;
}

impl<T: Display + ?Sized> PathValue for T {
    fn write(&self, path: &mut Encoded<'_>) -> fmt::Result {
        write!(path, "{self}")
    }
}

impl PathValue for Secret {
    fn write(&self, path: &mut Encoded<'_>) -> fmt::Result {
        path.write_str(self.expose())
    }
}

/// Percent-encodes what is written into it.
#[derive(Debug)]
pub struct Encoded<'a>(&'a mut String);

impl fmt::Write for Encoded<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(utf8_percent_encode(text, RESERVED));
        Ok(())
    }
}

/// A value which would make a path another route than the declared one. The value itself is not shown.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum InvalidPath {
    /// A value is empty.
    #[error("`{name}` is empty, so `{template}` would be another route; give it a value")]
    #[non_exhaustive]
    Empty {
        /// The path as it is declared.
        template: &'static str,
        /// The field.
        name: &'static str,
    },
    /// A value's `Display` failed, so that only a part of it could be written.
    #[error("`{name}` cannot be written into `{template}`: its `Display` failed")]
    #[non_exhaustive]
    Unwritable {
        /// The path as it is declared.
        template: &'static str,
        /// The field.
        name: &'static str,
    },
    /// A segment would be `.` or `..`.
    #[error("a segment of `{template}` would be `.` or `..`, and so another route; such a value cannot be sent")]
    #[non_exhaustive]
    DotSegment {
        /// The path as it is declared.
        template: &'static str,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(value: &str) -> Result<String, InvalidPath> {
        let mut path = PathBuilder::new("/a/{b}/c");
        path.literal("/a/");
        path.value("b", value);
        path.literal("/c");
        path.finish()
    }

    #[test]
    fn a_value_stays_in_its_segment() {
        for (value, expected) in [
            ("x", "/a/x/c"),
            ("x/../y", "/a/x%2F..%2Fy/c"),
            ("?q#f", "/a/%3Fq%23f/c"),
            ("%2f", "/a/%252f/c"),
            ("\\", "/a/%5C/c"),
            ("é +;=&", "/a/%C3%A9%20%2B%3B%3D%26/c"),
            ("...", "/a/.../c"),
            ("%2e%2e", "/a/%252e%252e/c"),
        ] {
            assert_eq!(path(value).unwrap(), expected);
        }
    }

    #[test]
    fn what_would_be_another_route_is_refused() {
        assert_eq!(path(""), Err(InvalidPath::Empty { template: "/a/{b}/c", name: "b" }));
        for value in [".", ".."] {
            assert_eq!(path(value), Err(InvalidPath::DotSegment { template: "/a/{b}/c" }));
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
        let mut path = PathBuilder::new("/{id}");
        path.literal("/");
        path.value("id", &Half);
        assert_eq!(path.finish(), Err(InvalidPath::Unwritable { template: "/{id}", name: "id" }));
    }

    #[test]
    fn dots_of_several_values_do_not_add_up_to_a_segment() {
        let mut path = PathBuilder::new("/{a}{b}");
        path.literal("/");
        path.value("a", ".");
        path.value("b", &'.');
        assert!(path.finish().is_err());
    }
}
