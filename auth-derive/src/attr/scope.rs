//! `#[scope("name", alias = "other name", implied_by(Scope, ..))]`

use super::{key, list, named, text, to_comma, unknown_key};
use crate::{errors::Errors, span::Range};
use syn::{Attribute, Error, Ident, Lit, LitStr, Path, Result, Token, parenthesized, parse::ParseStream, token};

const KEYS: [&str; 2] = ["alias", "implied_by"];
const NAME_IS_TEXT: &str = "the name of a scope is a string: `#[scope(\"model:read\")]`";

#[derive(Default)]
pub(crate) struct ScopeAttr {
    /// `None` when it is missing or not a string, which is reported.
    pub(crate) name: Option<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) implied_by: Vec<Path>,
}

/// The attribute, or `None` when there is none.
pub(crate) fn parse(attrs: &[Attribute], errors: &Errors) -> Option<ScopeAttr> {
    let mut found = named(attrs, "scope");
    let attr = found.next()?;
    for duplicate in found {
        errors.at(duplicate, "duplicate `#[scope]`; further names are aliases: `#[scope(\"..\", alias = \"..\")]`");
    }
    let items = match attr.meta.require_list() {
        Ok(meta) if !meta.tokens.is_empty() => {
            meta.parse_args_with(|input: ParseStream<'_>| Ok(list(input, "expected `,`", errors, |i| item(i, errors))))
        }
        _ => Err(Error::new_spanned(attr, "`#[scope]` takes the name of the scope: `#[scope(\"model:read\")]`")),
    };
    let scope = match items {
        Ok(items) => collect(attr, items.into_iter().flatten().collect(), errors),
        Err(error) => {
            errors.push(error);
            ScopeAttr::default()
        }
    };
    Some(scope)
}

enum Item {
    Name(LitStr),
    /// Stands where the name belongs and is none, which is reported.
    Misnamed,
    Alias(LitStr),
    ImpliedBy(Ident, Vec<Path>),
}

fn item(input: ParseStream<'_>, errors: &Errors) -> Result<Item> {
    if input.peek(LitStr) {
        return Ok(Item::Name(input.parse()?));
    }
    let is_key = input.peek2(Token![=]) || input.peek2(token::Paren);
    if input.peek(Lit) || !is_key {
        errors.push(input.error(NAME_IS_TEXT));
        to_comma(input);
        return Ok(Item::Misnamed);
    }
    let key = key(input, "expected the name of the scope, `alias = \"..\"` or `implied_by(..)`")?;
    match key.to_string().as_str() {
        "alias" => text(input, &key).map(Item::Alias),
        "implied_by" => implied_by(input, errors, &key).map(|scopes| Item::ImpliedBy(key, scopes)),
        "name" => {
            to_comma(input);
            errors.at(key, "the name of a scope stands without a key: `#[scope(\"model:read\")]`");
            Ok(Item::Misnamed)
        }
        "crate" => {
            Err(Error::new(key.span(), "unknown key `crate` in `#[scope(..)]`; write `#[auth(crate = \"..\")]`"))
        }
        _ => Err(unknown_key(&key, "scope", &KEYS)),
    }
}

/// `(Scope, path::to::Scope)`
fn implied_by(input: ParseStream<'_>, errors: &Errors, key: &Ident) -> Result<Vec<Path>> {
    const TAKES: &str = "`implied_by` takes the types of scopes: `implied_by(ModelWrite)`";
    if !input.peek(token::Paren) {
        return Err(Error::new(key.span(), TAKES));
    }
    let content;
    let paren = parenthesized!(content in input);
    if content.is_empty() {
        let whole = Range { start: key.span(), end: paren.span.close() };
        return Err(Error::new_spanned(whole, TAKES));
    }
    let scope = |input: ParseStream<'_>| match input.parse::<Option<LitStr>>()? {
        Some(text) => Err(super::not_a_string(&text)),
        None => super::type_path(input).map_err(|error| Error::new(error.span(), TAKES)),
    };
    Ok(list(&content, "expected `,`", errors, scope).into_iter().flatten().collect())
}

/// Puts the items where they belong, and reports what is there twice or not at all.
fn collect(attr: &Attribute, items: Vec<Item>, errors: &Errors) -> ScopeAttr {
    let mut scope = ScopeAttr::default();
    let mut implied_by = None;
    let mut is_named = false;
    for (i, item) in items.into_iter().enumerate() {
        match item {
            Item::Misnamed => is_named = true,
            Item::Name(name) if is_named => {
                errors.at(name, "a scope has one name; further names are aliases: `alias = \"..\"`");
            }
            Item::Name(name) => {
                if i > 0 {
                    errors.at(&name, "the name of a scope comes first: `#[scope(\"model:read\", ..)]`");
                }
                is_named = true;
                scope.name = Some(name);
            }
            Item::Alias(alias) => scope.aliases.push(alias),
            Item::ImpliedBy(_, scopes) if implied_by.is_none() => implied_by = Some(scopes),
            Item::ImpliedBy(key, _) => errors.at(key, "duplicate key `implied_by` in `#[scope(..)]`; it takes a list"),
        }
    }
    if !is_named {
        errors
            .at(attr, "`#[scope(..)]` lacks the name of the scope, which comes first: `#[scope(\"model:read\", ..)]`");
    }
    ScopeAttr { implied_by: implied_by.unwrap_or_default(), ..scope }
}
