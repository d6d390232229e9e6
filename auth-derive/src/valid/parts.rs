//! The parts of a request, and which fields go where.

use crate::{
    attr::{
        field::{FieldAttrs, Place, Placed},
        serde::Keys,
    },
    errors::Errors,
    header::HeaderName,
    method::{Method, Payload},
    suggest,
    template::Template,
};
use std::mem;
use syn::{Attribute, GenericArgument, Ident, LitStr, PathArguments, PathSegment, Type, TypePath, ext::IdentExt};

/// A field which is sent.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    /// Of `Option<T>` the `T`: the field is left out when it is `None`.
    pub(crate) optional: Option<&'a Type>,
    pub(crate) serde: &'a Keys<'a>,
}

pub(crate) enum Body<'a> {
    None,
    /// A JSON object with these members.
    Json(Vec<Field<'a>>),
    /// A field that is the JSON value itself.
    Whole(Field<'a>),
    Form(Vec<Field<'a>>),
}

#[derive(Default)]
pub(super) struct Parts<'a> {
    path: Vec<Field<'a>>,
    headers: Vec<(HeaderName, Field<'a>)>,
    query: Vec<Field<'a>>,
    whole: Vec<(&'a Attribute, Field<'a>)>,
    form: Vec<(&'a Attribute, Field<'a>)>,
    /// Where they go depends on the method.
    rest: Vec<Field<'a>>,
}

impl<'a> Parts<'a> {
    /// Sorts the fields. Without a template only into those places that an attribute names.
    pub(super) fn check(fields: &'a [FieldAttrs<'a>], template: Option<&Template>, errors: &Errors) -> Self {
        let mut parts = Self::default();
        for attrs in fields {
            let Some(field) = Field::of(attrs) else {
                continue; // unnamed, which is reported
            };
            let name = field.ident.unraw().to_string();
            let in_template = template.map(|template| template.placeholders().any(|placeholder| placeholder == name));
            let placed = check_single(&field, &attrs.places, errors);
            if in_template == Some(true) {
                check_path_field(&field, placed, errors);
                parts.path.push(field);
                continue;
            }
            match placed {
                Some(Placed { attr, place: Place::Path }) => {
                    if let Some(template) = template {
                        errors.at(attr, unused(&name, template));
                    }
                }
                Some(Placed { place: Place::Query, .. }) => parts.query.push(field),
                Some(Placed { attr, place: Place::Body }) => {
                    check_whole(&field, errors);
                    parts.whole.push((attr, field));
                }
                Some(Placed { attr, place: Place::Form }) => parts.form.push((attr, field)),
                Some(Placed { place: Place::Header(text), .. }) => {
                    parts.add_header(text.as_ref(), field, errors);
                }
                None if attrs.serde.is_skipped() || is_phantom(field.ty) => {}
                None => parts.rest.push(field),
            }
        }
        parts
    }

    /// Whether anything is written member by member.
    pub(super) fn has_members(&self) -> bool {
        !(self.query.is_empty() && self.form.is_empty() && self.rest.is_empty())
    }

    fn add_header(&mut self, text: Option<&LitStr>, field: Field<'a>, errors: &Errors) {
        let checked = text.map(|text| HeaderName::parse(&text.value()).map_err(|problem| errors.at(text, problem)));
        let Some(Ok(name)) = checked else { return };
        // Most headers may be there more than once, and are a list then (RFC 9110 section 5.3).
        if name.as_str() == "content-type"
            && let Some((_, first)) = self.headers.iter().find(|(other, _)| *other == name)
        {
            let (first, second) = (first.ident, field.ident);
            errors.at(text, format!("`content-type` would be there twice, for `{first}` and `{second}`; keep one"));
        }
        self.headers.push((name, field));
    }

    /// A request has one body, if its method has any. What the path lacks is not known to be left over.
    pub(super) fn check_body(&self, method: Method, is_complete: bool, errors: &Errors) {
        if method.payload() == Payload::Query {
            for (attr, Field { ident, .. }) in self.whole.iter().chain(&self.form) {
                let method = method.as_str();
                errors.at(
                    attr,
                    format!("a `{method}` request has no body; mark `{ident}` `#[query]`, or use another method"),
                );
            }
            return;
        }
        if let [(_, first), others @ ..] = self.whole.as_slice() {
            for (attr, other) in others {
                let (first, other) = (first.ident, other.ident);
                errors.at(
                    attr,
                    format!("`{other}` would be a second body, next to `{first}`; make one type that has both"),
                );
            }
            if let Some((attr, field)) = self.form.first() {
                let (whole, form) = (first.ident, field.ident);
                errors.at(
                    attr,
                    format!("`{form}` would be in a second body, next to `{whole}`; keep `#[body]` or `#[form]`"),
                );
                return;
            }
        }
        if is_complete && method.payload() == Payload::Body {
            self.check_left_over(errors);
        }
    }

    fn check_left_over(&self, errors: &Errors) {
        let (body, mark) = match (self.whole.first(), self.form.first()) {
            (Some((_, whole)), _) => (format!("`{}` is the whole body", whole.ident), "`#[query]`"),
            (None, Some(_)) => ("the body is a form".to_owned(), "`#[form]` or `#[query]`"),
            (None, None) => return,
        };
        if let [first, ..] = self.rest.as_slice() {
            let names: Vec<_> = self.rest.iter().map(|field| format!("`{}`", field.ident)).collect();
            let (are, them) = if names.len() == 1 { ("is", "it") } else { ("are", "them") };
            let names = suggest::enumeration(&names);
            errors.at(first.ident, format!("{body}, and {names} {are} left over; mark {them} {mark}"));
        }
    }

    pub(super) fn path_field(&self, name: &str) -> Option<Field<'a>> {
        self.path.iter().find(|field| field.ident.unraw() == name).copied()
    }

    /// Headers, query and body.
    pub(super) fn split(mut self, method: Method) -> (Vec<(HeaderName, Field<'a>)>, Vec<Field<'a>>, Body<'a>) {
        let rest = mem::take(&mut self.rest);
        let body = match (self.whole.first(), method.payload()) {
            (Some((_, whole)), _) => Body::Whole(*whole),
            (None, _) if !self.form.is_empty() => Body::Form(self.form.into_iter().map(|(_, field)| field).collect()),
            (None, Payload::Body) if !rest.is_empty() => Body::Json(rest.clone()),
            (None, _) => Body::None,
        };
        if method.payload() != Payload::Body {
            self.query.extend(rest);
        }
        (self.headers, self.query, body)
    }
}

/// The one place that a field is given, if any.
fn check_single<'a>(field: &Field<'_>, places: &'a [Placed<'a>], errors: &Errors) -> Option<&'a Placed<'a>> {
    let (first, others) = places.split_first()?;
    for other in others {
        let (name, first, place) = (field.ident, &first.place, &other.place);
        errors.at(
            other.attr,
            format!("`{name}` is marked `{first}` and `{place}`, and goes to one place; keep one of them"),
        );
    }
    Some(first)
}

fn check_path_field(field: &Field<'_>, placed: Option<&Placed<'_>>, errors: &Errors) {
    let name = field.ident;
    if let Some(Placed { attr, place }) = placed
        && !matches!(place, Place::Path)
    {
        errors.at(attr, format!("`{name}` is in the path; remove `{place}`, or `{{{name}}}` from the path"));
    }
    if field.optional.is_some() {
        errors.at(
            field.ty,
            format!("`{name}` is in the path, and a path is never without; write its type without `Option`"),
        );
    }
}

/// A body is there, or it is `None`.
fn check_whole(field: &Field<'_>, errors: &Errors) {
    let condition = field.serde.any_of(&["skip_serializing_if"]);
    // What leaves an `Option` out when it is `None` says what is done anyway.
    let condition = condition.filter(|_| field.optional.is_none());
    if let Some(meta) = field.serde.any_of(&["skip", "skip_serializing", "flatten"]).or(condition) {
        let name = field.ident;
        errors.at(
            meta,
            format!("`{name}` is the whole body, which an `Option` leaves out, and serde does not; remove this"),
        );
    }
}

/// For a field that is marked as one of the path.
fn unused(name: &str, template: &Template) -> String {
    let placeholders: Vec<_> = template.placeholders().collect();
    match suggest::nearest(name, &placeholders) {
        Some(near) => format!("the path has no `{{{name}}}`; did you mean `{{{near}}}`?"),
        None => format!("the path has no `{{{name}}}`; write it where it belongs, or remove `#[in_path]`"),
    }
}

impl<'a> Field<'a> {
    fn of(attrs: &'a FieldAttrs<'a>) -> Option<Self> {
        let ty = &attrs.field.ty;
        Some(Self { ident: attrs.field.ident.as_ref()?, ty, optional: optional(ty), serde: &attrs.serde })
    }
}

/// The `T` of `Option<T>`, as far as can be seen from how it is written.
fn optional(ty: &Type) -> Option<&Type> {
    let TypePath { qself: None, path, .. } = path(ty)? else { return None };
    let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    if !["Option", "std::option::Option", "core::option::Option"].contains(&names.join("::").as_str()) {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

fn is_phantom(ty: &Type) -> bool {
    path(ty).and_then(|ty| ty.path.segments.last()).is_some_and(|PathSegment { ident, .. }| ident == "PhantomData")
}

/// What a macro was given as a type may be wrapped.
fn path(ty: &Type) -> Option<&TypePath> {
    match ty {
        Type::Path(path) => Some(path),
        Type::Group(group) => path(&group.elem),
        Type::Paren(paren) => path(&paren.elem),
        _ => None,
    }
}
