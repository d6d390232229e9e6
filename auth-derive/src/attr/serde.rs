//! `#[serde(..)]`, which is serde's to read: looked at for what an operation has to know, and handed on.

use super::named;
use crate::errors::Errors;
use syn::{Attribute, Meta, Result, Token, punctuated::Punctuated};

/// What stands in the parentheses of all `#[serde(..)]` of one item. What is no such list, on a field serde reports itself.
#[derive(Default)]
pub(crate) struct Keys<'a> {
    pub(crate) attrs: Vec<&'a Attribute>,
    metas: Vec<Meta>,
}

impl Keys<'_> {
    pub(crate) fn has(&self, key: &str) -> bool {
        self.metas.iter().any(|meta| meta.path().is_ident(key))
    }

    /// Whether the field is never written.
    pub(crate) fn is_skipped(&self) -> bool {
        self.has("skip") || self.has("skip_serializing")
    }

    /// Whether a function of the author's writes the field, and not its `Serialize`.
    pub(crate) fn is_by_function(&self) -> bool {
        self.has("with") || self.has("serialize_with")
    }

    /// The first of these that there is.
    pub(crate) fn any_of(&self, keys: &[&str]) -> Option<&Meta> {
        self.metas.iter().find(|meta| keys.iter().any(|key| meta.path().is_ident(key)))
    }

    /// All but where to find serde, which the generated code has its own way to.
    pub(crate) fn without_crate(&self) -> impl Iterator<Item = &Meta> {
        self.metas.iter().filter(|meta| !meta.path().is_ident("crate"))
    }
}

/// Those of the whole struct.
pub(crate) fn parse_container<'a>(attrs: &'a [Attribute], errors: &Errors) -> Keys<'a> {
    let keys = parse(attrs);
    // Only what was read is handed on.
    for error in keys.attrs.iter().filter_map(|attr| list(attr).err()) {
        errors.push(error);
    }
    for meta in &keys.metas {
        for key in ["into", "remote"] {
            if meta.path().is_ident(key) {
                refuse_whole(meta, key, errors);
            }
        }
    }
    refuse_bound(&keys, errors);
    keys
}

/// Those of a field.
pub(crate) fn parse_field<'a>(attrs: &'a [Attribute], errors: &Errors) -> Keys<'a> {
    let keys = parse(attrs);
    refuse_bound(&keys, errors);
    keys
}

fn parse(attrs: &[Attribute]) -> Keys<'_> {
    let attrs: Vec<_> = named(attrs, "serde").collect();
    let metas = attrs.iter().filter_map(|attr| list(attr).ok()).flatten().collect();
    Keys { attrs, metas }
}

fn list(attr: &Attribute) -> Result<Punctuated<Meta, Token![,]>> {
    attr.parse_args_with(Punctuated::parse_terminated)
}

/// Reports what makes one value of a struct.
pub(crate) fn refuse_whole(meta: &Meta, key: &str, errors: &Errors) {
    errors.at(
        meta,
        format!("`{key}` is about a whole value, and the fields of an operation go to several places; remove it"),
    );
}

fn refuse_bound(keys: &Keys<'_>, errors: &Errors) {
    for meta in keys.metas.iter().filter(|meta| meta.path().is_ident("bound")) {
        errors
            .at(meta, "`bound` is not known to the rest of the operation; write it in a `where` clause of the struct");
    }
}
