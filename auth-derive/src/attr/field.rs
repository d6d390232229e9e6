//! Where a field goes in the request: `#[in_path]`, `#[query]`, `#[body]`, `#[form]` or `#[header("name")]`.

use super::serde::Keys;
use crate::errors::Errors;
use std::fmt::{self, Display};
use syn::{Attribute, Data, DeriveInput, Error, Field, LitStr, Meta, MetaList, Result};

/// A field as it was written.
pub(crate) struct FieldAttrs<'a> {
    pub(crate) field: &'a Field,
    pub(crate) places: Vec<Placed<'a>>,
    pub(crate) serde: Keys<'a>,
}

/// An attribute that says where the field goes.
pub(crate) struct Placed<'a> {
    pub(crate) attr: &'a Attribute,
    pub(crate) place: Place,
}

pub(crate) enum Place {
    Path,
    Query,
    Body,
    Form,
    /// With `None` when the name is missing, which is reported.
    Header(Option<LitStr>),
}

pub(crate) fn parse<'a>(field: &'a Field, errors: &Errors) -> FieldAttrs<'a> {
    let placed = |attr: &'a Attribute| Some(Placed { attr, place: place(attr, errors)? });
    FieldAttrs {
        field,
        places: field.attrs.iter().filter_map(placed).collect(),
        serde: super::serde::parse_field(&field.attrs, errors),
    }
}

/// Reports attributes that have no meaning, because nothing describes a request.
pub(crate) fn refuse<'a>(fields: impl Iterator<Item = &'a Field>, errors: &Errors) {
    for attr in fields.flat_map(|field| &field.attrs) {
        if let Some(place) = name(attr) {
            errors.at(
                attr,
                format!(
                    "`{place}` says where a field goes in a request, which nothing describes; write \
                     `#[operation(METHOD, \"/path\")]` on the type, or remove `{place}`"
                ),
            );
        }
    }
}

/// Reports what belongs on a field but stands on the item or on a variant.
pub(crate) fn refuse_outside(input: &DeriveInput, errors: &Errors) {
    let variants = match &input.data {
        Data::Enum(data) => Some(&data.variants),
        Data::Struct(_) | Data::Union(_) => None,
    };
    let of_variants = variants.into_iter().flatten().flat_map(|variant| &variant.attrs);
    for attr in input.attrs.iter().chain(of_variants) {
        if let Some(place) = name(attr) {
            errors.at(
                attr,
                format!("`{place}` stands on a field, and says where that one goes; mark each that goes there"),
            );
        }
    }
}

/// The attribute's place; `None` for attributes that are about something else.
fn place(attr: &Attribute, errors: &Errors) -> Option<Place> {
    let place = name(attr)?;
    if let Place::Header(_) = place {
        return Some(Place::Header(header(attr).map_err(|error| errors.push(error)).ok()));
    }
    if !matches!(attr.meta, Meta::Path(_)) {
        errors
            .at(attr, format!("`{place}` takes nothing; a name of its own is given with `#[serde(rename = \"..\")]`"));
    }
    Some(place)
}

fn name(attr: &Attribute) -> Option<Place> {
    Some(match attr.path().get_ident()?.to_string().as_str() {
        "in_path" => Place::Path,
        "query" => Place::Query,
        "body" => Place::Body,
        "form" => Place::Form,
        "header" => Place::Header(None),
        _ => return None,
    })
}

/// `("name")`
fn header(attr: &Attribute) -> Result<LitStr> {
    attr.meta.require_list().and_then(MetaList::parse_args).map_err(|_| {
        Error::new_spanned(attr, "`#[header]` takes the name of the header, a string: `#[header(\"if-match\")]`")
    })
}

/// As it was written, for messages.
impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "#[in_path]",
            Self::Query => "#[query]",
            Self::Body => "#[body]",
            Self::Form => "#[form]",
            Self::Header(_) => "#[header]",
        })
    }
}
