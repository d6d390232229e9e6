//! What BIMData documents of its query parameters beyond their names, which is all the table has.

use anyhow::Context as _;

/// A query parameter.
#[derive(Debug)]
pub(super) struct Parameter {
    /// Its name in Rust, which wants no two underscores in a row.
    pub(super) name: String,
    /// Its name on the wire.
    pub(super) wire_name: String,
    pub(super) kind: Kind,
    pub(super) doc: String,
}

/// Every parameter may be left out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Text,
    Flag,
    Number,
    /// Repeated, once for each value.
    Texts,
    Numbers,
}

impl Kind {
    pub(super) const fn rust(self) -> &'static str {
        match self {
            Self::Text => "Option<String>",
            Self::Flag => "Option<bool>",
            Self::Number => "Option<u64>",
            Self::Texts => "Vec<String>",
            Self::Numbers => "Vec<u64>",
        }
    }

    pub(super) const fn empty(self) -> &'static str {
        match self {
            Self::Text | Self::Flag | Self::Number => "None",
            Self::Texts | Self::Numbers => "Vec::new()",
        }
    }
}

pub(super) fn parameter(operation: &str, name: &str) -> anyhow::Result<Parameter> {
    let wire_name = match name {
        "filter" | "orderby" => format!("${name}"),
        name => name.to_owned(),
    };
    let (kind, doc) = described(operation, name).or_else(|| filter(name)).with_context(|| {
        format!("`{name}` of `{operation}` is not known; describe it in xtask/src/generate/query.rs")
    })?;
    Ok(Parameter { name: name.replace("__", "_"), wire_name, kind, doc })
}

fn described(operation: &str, name: &str) -> Option<(Kind, String)> {
    let is_list_of_models = matches!(operation, "get_models" | "get_models_summary");
    let (kind, doc) = match name {
        "classification" => (Kind::Text, "Only those with a classification of this name."),
        "classification__notation" => (Kind::Text, "Only those with a classification of this notation."),
        "color" => (Kind::Text, "Only those of this color."),
        "deadline_after" | "visa__deadline_after" => {
            (Kind::Text, "Only those with a deadline after this day, `2026-01-31`.")
        }
        "deadline_before" | "visa__deadline_before" => {
            (Kind::Text, "Only those with a deadline before this day, `2026-01-31`.")
        }
        "file_type" => (Kind::Text, "Only files with this extension, in lower case."),
        "filter" => (Kind::Text, "A filter in the syntax of `OData`, which BCF prescribes."),
        "format" => (Kind::Text, "The kind of topic; `standard` unless it is given."),
        "has__past_deadline" | "visa__past__deadline" => (Kind::Flag, "Only those whose deadline is past, or is not."),
        "visa__past__deadline__strict" => (Kind::Flag, "As `visa_past_deadline`, for every visa of the document."),
        "has__visa" => (Kind::Flag, "Only those that have a visa, or have none."),
        "ifcs" => (Kind::Numbers, "As `models`, which replaces it."),
        "img_format" => (Kind::Text, "`url` for links to images in place of their data."),
        "is_validated" => (Kind::Flag, "Only those that are validated, or are not."),
        "locale" => (Kind::Text, "The language of the texts."),
        "models" => (Kind::Numbers, "Only those of one of these models."),
        "naming_constraint_conflict" => (Kind::Flag, "Only those that break a naming constraint, or break none."),
        "orderby" => (Kind::Text, "An order in the syntax of `OData`, which BCF prescribes."),
        "property_filter" => (Kind::Text, "Only those with such properties."),
        "search" => (Kind::Text, "Only those in which this text is found."),
        "size_max" => (Kind::Number, "Only those of at most so many bytes."),
        "size_min" => (Kind::Number, "Only those of at least so many bytes."),
        "source" => (Kind::Text, "Only those that came to be so: `UPLOAD`, `SPLIT`, `MERGE`, `EXPORT`, `OPTIMIZED`."),
        "status" if is_list_of_models => (Kind::Texts, "Only those in one of these states: `C` is complete."),
        "status" | "visa__status" => (Kind::Text, "Only those in this state."),
        "visa__status__strict" => (Kind::Text, "As `visa_status`, for every visa of the document."),
        "tags" => (Kind::Text, "Only those with these tags, separated by commas."),
        "text" => (Kind::Text, "Only those that contain this text."),
        "tile_format" => (Kind::Text, "The format of the tiles."),
        "topics" => (Kind::Text, "Only these topics, by GUID, separated by commas."),
        "type" if is_list_of_models => (Kind::Texts, "Only those of one of these types: `IFC`, `DWG`, `PDF`, .."),
        "type" => (Kind::Text, "Only those of this IFC class."),
        "validation_status" | "visa__validation_status" => (Kind::Text, "Only those with a validation in this state."),
        "visa__creator_email" => (Kind::Text, "Only those with a visa that this person asked for."),
        "visa__validator_email" => (Kind::Text, "Only those with a visa that this person is to grant."),
        "without_urls" => (Kind::Flag, "Leave the links to files out, which is faster."),
        _ => return None,
    };
    Some((kind, doc.to_owned()))
}

/// The filters that follow a scheme: `name`, `name__contains`, `created_after`, ..
fn filter(name: &str) -> Option<(Kind, String)> {
    const FIELDS: [(&str, &str); 8] = [
        ("created", "date of creation"),
        ("creator_email", "creator's address"),
        ("description", "description"),
        ("email", "address"),
        ("file_name", "file name"),
        ("id", "number"),
        ("name", "name"),
        ("parent_id", "folder's number"),
    ];
    let (field, what) = FIELDS.into_iter().rev().find(|(field, _)| name.starts_with(field))?;
    let doc = match &name[field.len()..] {
        "" => format!("Only those whose {what} is this."),
        "__contains" => format!("Only those whose {what} contains this."),
        "__endswith" => format!("Only those whose {what} ends with this."),
        "__startswith" => format!("Only those whose {what} begins with this."),
        "__in" => format!("Only those whose {what} is one of these, separated by commas."),
        "_after" => format!("Only those whose {what} is after this moment (RFC 3339)."),
        "_before" => format!("Only those whose {what} is before this moment (RFC 3339)."),
        _ => return None,
    };
    Some((Kind::Text, doc))
}
