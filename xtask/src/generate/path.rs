//! The types of path parameters, which the table does not have.
//!
//! | placeholder | type |
//! |---|---|
//! | `id`, and what ends in `_pk` | `u64`: BIMData counts |
//! | `guid`, `uuid`, and what ends in `_guid` or `_uuid` | `String`: BCF and IFC identifiers, which are not all RFC 9562 |
//! | `token` | `Secret`: it opens doors, so it is not printed |

use anyhow::bail;

/// A placeholder of a path.
#[derive(Debug)]
pub(super) struct Parameter<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    pub(super) doc: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Number,
    Text,
    Secret,
}

impl Kind {
    pub(super) const fn rust(self) -> &'static str {
        match self {
            Self::Number => "u64",
            Self::Text => "String",
            Self::Secret => "Secret",
        }
    }
}

/// The placeholders of a path, in its order.
pub(super) fn parameters(path: &str) -> anyhow::Result<Vec<Parameter<'_>>> {
    let segments: Vec<_> = path.split('/').collect();
    let pairs = segments.windows(2);
    pairs.filter_map(|pair| Some((pair[0], placeholder(pair[1])?))).map(|(of, name)| parameter(of, name)).collect()
}

pub(super) fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// `of` is the segment before the placeholder: what it identifies.
fn parameter<'a>(of: &str, name: &'a str) -> anyhow::Result<Parameter<'a>> {
    let of = thing(of);
    let last = name.rsplit('_').next().unwrap_or(name);
    let (kind, doc) = match last {
        "id" | "pk" => (Kind::Number, format!("The {of}'s number.")),
        "guid" => (Kind::Text, format!("The {of}'s GUID.")),
        "uuid" => (Kind::Text, format!("The {of}'s identifier in IFC.")),
        "token" => (Kind::Secret, "The token itself; not printed.".to_owned()),
        _ => bail!("`{{{name}}}` is of no known type; say which in xtask/src/generate/path.rs"),
    };
    Ok(Parameter { name, kind, doc })
}

/// What a segment of a path is about, in the singular.
fn thing(segment: &str) -> &str {
    match segment {
        "access-token" | "access_token" => "token",
        "documents" => "document",
        "comments" => "comment",
        "full-topic" | "topics" => "topic",
        "invitations" => "invitation",
        "naming-constraint" => "naming constraint",
        "naming-parts-template" => "template",
        "positioned-model" => "position",
        "processorhandler" => "processor handler",
        "projects" => "project",
        "propertydefinition" => "definition",
        "propertyset" => "property set",
        "viewpoints" => "viewpoint",
        other => other,
    }
}
