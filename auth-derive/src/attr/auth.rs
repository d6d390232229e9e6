//! `#[auth(crate = "path")]`: where `auth-core` is found, when it is re-exported or renamed.

use crate::errors::Errors;
use syn::{Attribute, Error, Ident, Path, Result, parse::ParseStream, parse_quote};

/// The path to `auth-core`, `::auth_core` unless the attribute says otherwise.
pub(crate) fn parse(attrs: &[Attribute], errors: &Errors) -> Path {
    let mut found = None;
    for attr in super::named(attrs, "auth") {
        match attr.meta.require_list() {
            Ok(list) if !list.tokens.is_empty() => {
                let keys = |input: ParseStream<'_>| {
                    Ok(super::list(input, "expected `,`", errors, |input| key(input, &mut found)))
                };
                if let Err(error) = list.parse_args_with(keys) {
                    errors.push(error);
                }
            }
            _ => errors.at(attr, "`#[auth(..)]` says where to find auth-core: write `#[auth(crate = \"path\")]`"),
        }
    }
    found.unwrap_or_else(|| parse_quote!(::auth_core))
}

fn key(input: ParseStream<'_>, found: &mut Option<Path>) -> Result<()> {
    let key: Ident = super::key(input, "expected `crate = \"path\"`")?;
    if key != "crate" {
        return Err(super::unknown_key(&key, "auth", &["crate"]));
    }
    let text = super::text(input, &key)?;
    let path = text.parse_with(Path::parse_mod_style).map_err(|_| {
        Error::new(
            text.span(),
            format!("`crate` takes the path of a module, such as `::auth_core`; this is {:?}", text.value()),
        )
    })?;
    match found.replace(path) {
        None => Ok(()),
        Some(_) => Err(Error::new(key.span(), "duplicate key `crate` in `#[auth(..)]`")),
    }
}
