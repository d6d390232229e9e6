//! The attributes, parsed: `#[scope(..)]`, `#[requires(..)]`, `#[operation(..)]` with those of its fields, `#[auth(..)]`,
//! and doc comments.

pub(crate) mod auth;
pub(crate) mod doc;
pub(crate) mod field;
pub(crate) mod operation;
pub(crate) mod requires;
pub(crate) mod scope;
pub(crate) mod serde;

use crate::{errors::Errors, span::Range, suggest};
use proc_macro2::{TokenStream, TokenTree};
use quote::TokenStreamExt;
use std::result::Result as StdResult;
use syn::{
    Attribute, Data, DeriveInput, Error, Field, Fields, Ident, LitStr, Path, Result, Token, ext::IdentExt,
    parse::ParseStream, punctuated::Punctuated,
};

/// Reports what belongs on the item but stands on a field or variant.
pub(crate) fn refuse_inside(data: &Data, errors: &Errors) {
    let refuse = |attrs: &[Attribute]| {
        for attr in attrs {
            if attr.path().is_ident("requires") {
                errors.at(
                    attr,
                    "a requirement cannot depend on a variant's or field's data; put `#[requires(..)]` on the whole \
                     type, or make each case a type of its own",
                );
            } else if attr.path().is_ident("auth") {
                errors.at(attr, "`#[auth(..)]` belongs on the whole type");
            } else if attr.path().is_ident("operation") {
                errors.at(attr, "`#[operation(..)]` belongs on the whole type; make each request a type of its own");
            } else if attr.path().is_ident("path") {
                errors.at(
                    attr,
                    "`#[path]` is the compiler's own; write `#[in_path]`, or nothing: the path names its fields",
                );
            }
        }
    };
    match data {
        Data::Enum(data) => {
            for variant in &data.variants {
                refuse(&variant.attrs);
                variant.fields.iter().for_each(|field| refuse(&field.attrs));
            }
        }
        Data::Struct(_) | Data::Union(_) => fields(data).for_each(|field| refuse(&field.attrs)),
    }
}

/// The fields, of all variants.
pub(crate) fn fields(data: &Data) -> impl Iterator<Item = &Field> {
    let lists: Vec<&Punctuated<Field, Token![,]>> = match data {
        Data::Struct(data) => listed(&data.fields).into_iter().collect(),
        Data::Enum(data) => data.variants.iter().filter_map(|variant| listed(&variant.fields)).collect(),
        Data::Union(data) => vec![&data.fields.named],
    };
    lists.into_iter().flatten()
}

fn listed(fields: &Fields) -> Option<&Punctuated<Field, Token![,]>> {
    match fields {
        Fields::Named(fields) => Some(&fields.named),
        Fields::Unnamed(fields) => Some(&fields.unnamed),
        Fields::Unit => None,
    }
}

/// What stands in the parentheses of `#[allow(..)]` and `#[expect(..)]`.
pub(crate) fn allowed(input: &DeriveInput) -> impl Iterator<Item = &TokenStream> {
    let lists = input.attrs.iter().filter_map(|attr| attr.meta.require_list().ok());
    lists.filter(|list| list.path.is_ident("allow") || list.path.is_ident("expect")).map(|list| &list.tokens)
}

pub(crate) fn is_deprecated(input: &DeriveInput) -> bool {
    named(&input.attrs, "deprecated").next().is_some()
}

/// All attributes of that name.
fn named<'a>(attrs: &'a [Attribute], name: &str) -> impl Iterator<Item = &'a Attribute> {
    attrs.iter().filter(move |attr| attr.path().is_ident(name))
}

/// Parses a list separated by commas. A member with a mistake is reported, its place kept, and the next one looked at.
fn list<T>(
    input: ParseStream<'_>,
    separator: &str,
    errors: &Errors,
    mut member: impl FnMut(ParseStream<'_>) -> Result<T>,
) -> Vec<StdResult<T, Range>> {
    let mut members = Vec::new();
    while !input.is_empty() {
        let parsed =
            member(input).and_then(|parsed| if is_end(input) { Ok(parsed) } else { Err(input.error(separator)) });
        members.push(parsed.map_err(|error| {
            let range = Range::of(error.to_compile_error());
            errors.push(error);
            range
        }));
        to_comma(input);
        let _ = input.parse::<Token![,]>(); // there is none at the end
    }
    members
}

fn is_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// What is left before the next comma.
fn to_comma(input: ParseStream<'_>) -> TokenStream {
    let mut skipped = TokenStream::new();
    while !is_end(input)
        && let Ok(token) = input.parse::<TokenTree>()
    {
        skipped.append(token);
    }
    skipped
}

/// The word a key is written with, keywords included.
fn key(input: ParseStream<'_>, expected: &str) -> Result<Ident> {
    Ident::parse_any(input).map_err(|error| Error::new(error.span(), expected))
}

/// The path of a type. syn takes `try` for the name of one, for the sake of the old macro.
fn type_path(input: ParseStream<'_>) -> Result<Path> {
    let path: Path = input.parse()?;
    match path.segments.iter().find(|segment| segment.ident == "try") {
        None => Ok(path),
        Some(segment) => Err(Error::new(segment.ident.span(), "`try` is a keyword, and no type can have that name")),
    }
}

fn not_a_string(text: &LitStr) -> Error {
    Error::new(text.span(), format!("{:?} is a string; name the scope's type, not its string", text.value()))
}

fn unknown_key(key: &Ident, attr: &str, legal: &[&str]) -> Error {
    let hint = suggest::hint(&key.to_string(), legal);
    Error::new(key.span(), format!("unknown key `{key}` in `#[{attr}(..)]`; {hint}"))
}

/// `= "text"`
fn text(input: ParseStream<'_>, key: &Ident) -> Result<LitStr> {
    let message = format!("`{key}` takes one string: `{key} = \"..\"`");
    if !input.peek(Token![=]) {
        return Err(Error::new(key.span(), message));
    }
    input.parse::<Token![=]>()?;
    input.parse().map_err(|error| Error::new(error.span(), message))
}
