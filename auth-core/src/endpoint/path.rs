use std::fmt::{self, Display, Write as _};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use thiserror::Error;

use crate::Secret;

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path that a template and the values of its placeholders make, in their order; the route stays that of the template.
///
/// # Errors
///
/// What is wrong with the first value that has to be refused.
pub fn fill(template: &'static str, values: &[&dyn PathValue]) -> Result<String, InvalidPath> {
    let mut path = String::with_capacity(template.len());
    let (mut rest, mut values) = (template, values.iter());
    while let Some((literal, (name, after))) =
        rest.split_once('{').and_then(|(literal, inside)| Some((literal, inside.split_once('}')?)))
    {
        path.push_str(literal);
        let start = path.len();
        if let Some(value) = values.next() {
            value.write(&mut Encoded(&mut path)).map_err(|_| InvalidPath::Unwritable { template, name })?;
        }
        if path.len() == start {
            return Err(InvalidPath::Empty { template, name });
        }
        rest = after;
    }
    path.push_str(rest);
    if has_dot_segment(&path) { Err(InvalidPath::DotSegment { template }) } else { Ok(path) }
}

/// Whether a path has a segment that leads elsewhere: to those who resolve such segments an encoded dot is a dot, and to
/// some servers an encoded slash or backslash is a slash. So there is no way to write one.
fn has_dot_segment(path: &str) -> bool {
    if !path.contains(['.', '%']) {
        // As most are, so that they cost no copy.
        return false;
    }
    let plain = path.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "/");
    plain.split('/').any(|segment| matches!(segment, "." | ".."))
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
    /// A segment would be `.` or `..`, as it is or to a server that takes an encoded slash for a slash.
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
        fill("/a/{b}/c", &[&value])
    }

    #[test]
    fn a_value_stays_in_its_segment() {
        for (value, expected) in [
            ("x", "/a/x/c"),
            ("x/..y/z", "/a/x%2F..y%2Fz/c"),
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
        for value in [".", "..", "x/../y", "../x", "x/..", "..\\x", "x\\./y"] {
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
        assert_eq!(fill("/{id}", &[&Half]), Err(InvalidPath::Unwritable { template: "/{id}", name: "id" }));
    }

    #[test]
    fn dots_of_several_values_do_not_add_up_to_a_segment() {
        assert_eq!(fill("/{a}{b}", &[&".", &'.']), Err(InvalidPath::DotSegment { template: "/{a}{b}" }));
        assert_eq!(fill("/{a}.{b}/", &[&1, &"x"]).unwrap(), "/1.x/");
        for template in ["/a/%2e{x}", "/a/{x}%2E", "/a/b%2f{x}/c"] {
            assert_eq!(fill(template, &[&"."]), Err(InvalidPath::DotSegment { template }));
        }
        assert_eq!(fill("/a/%2e{x}", &[&"x"]).unwrap(), "/a/%2ex");
    }

    #[test]
    fn a_placeholder_without_a_value_is_empty() {
        assert_eq!(fill("/{a}/{b}", &[&1]), Err(InvalidPath::Empty { template: "/{a}/{b}", name: "b" }));
        assert_eq!(fill("/a", &[]).unwrap(), "/a");
    }
}
