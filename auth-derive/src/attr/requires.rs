//! `#[requires(..)]`: a scope, `any(..)` and `all(..)` of scopes, `authenticated` or `public`.

use super::{list, named};
use crate::{
    ast::{Combinator, List, Requirement, Requires, shown},
    errors::Errors,
    span::Range,
    suggest,
};
use syn::{
    Attribute, Error, Ident, Lit, LitStr, Path, Result, Token, ext::IdentExt, parenthesized, parse::ParseStream, token,
};

const COMBINATORS: [&str; 2] = ["any", "all"];
const WORDS: [&str; 2] = ["authenticated", "public"];
const TAKES: &str = "`#[requires(..)]` takes the type of a scope, `any(..)`, `all(..)`, `authenticated` or `public`";

/// The attribute, or `None` when there is none.
pub(crate) fn parse(attrs: &[Attribute], errors: &Errors) -> Option<Requires> {
    let mut found = named(attrs, "requires");
    let attr = found.next()?;
    let mut requires = match attr.meta.require_list() {
        Ok(meta) if !meta.tokens.is_empty() => {
            meta.parse_args_with(|input: ParseStream<'_>| Ok(members(input, errors)))
        }
        _ => Err(Error::new_spanned(attr, TAKES)),
    }
    .unwrap_or_else(|error| {
        errors.push(error);
        vec![Requirement::Reported(Range::of(attr))]
    });
    for duplicate in found {
        errors.at(duplicate, "duplicate `#[requires]`; write `#[requires(all(..))]` or `#[requires(any(..))]`");
        requires = vec![Requirement::Reported(Range::of(attr))];
    }
    Some(Requires { members: requires })
}

fn members(input: ParseStream<'_>, errors: &Errors) -> Vec<Requirement> {
    list(input, "expected `,`; combine scopes with `any(A, B)` or `all(A, B)`", errors, |input| member(input, errors))
        .into_iter()
        .map(|member| member.unwrap_or_else(Requirement::Reported))
        .collect()
}

fn member(input: ParseStream<'_>, errors: &Errors) -> Result<Requirement> {
    if input.peek(LitStr) {
        return Err(super::not_a_string(&input.parse()?));
    }
    if input.peek(Lit) || !(input.peek(Ident::peek_any) || input.peek(Token![::])) {
        return Err(input.error(TAKES));
    }
    if input.peek(Ident::peek_any) && input.peek2(token::Paren) {
        return combination(input, errors);
    }
    let path = super::type_path(input)?;
    if input.peek(token::Paren) {
        return Err(unknown_combinator(&path, &shown(&path)));
    }
    if input.peek(Token![=]) {
        let message = format!("`{}` is no key: the type of the scope stands alone", shown(&path));
        return Err(Error::new_spanned(&path, message));
    }
    word_or_scope(path)
}

/// `any(..)` or `all(..)`
fn combination(input: ParseStream<'_>, errors: &Errors) -> Result<Requirement> {
    let word = Ident::parse_any(input)?;
    let content;
    let paren = parenthesized!(content in input);
    let range = Range { start: word.span(), end: paren.span.close() };
    let is_empty = content.is_empty();
    let members = members(&content, errors);
    let combinator = match word.to_string().as_str() {
        "any" => Combinator::Any,
        "all" => Combinator::All,
        text if WORDS.contains(&text) => {
            return Err(Error::new_spanned(range, format!("`{word}` takes no list; write `{word}`")));
        }
        text => return Err(unknown_combinator(&word, text)),
    };
    if is_empty {
        return Err(Error::new_spanned(range, format!("`{word}()` is empty; list the types of scopes")));
    }
    Ok(Requirement::List(List { combinator, range, members }))
}

fn word_or_scope(path: Path) -> Result<Requirement> {
    let word = path.get_ident().map(Ident::to_string).unwrap_or_default();
    let range = Range::of(&path);
    match word.as_str() {
        "authenticated" => Ok(Requirement::Authenticated(range)),
        "public" => Ok(Requirement::Public(range)),
        "any" | "all" => Err(Error::new_spanned(range, format!("`{word}` takes a list: `{word}(A, B)`"))),
        _ => match suggest::nearest(&word, &WORDS) {
            Some(meant) if word.starts_with(char::is_uppercase) => Err(Error::new_spanned(
                range,
                format!("`{word}` may be the word `{meant}`; write that, or `self::{word}` for the scope of that name"),
            )),
            // Types are written in camel case, so a lower-case near miss is a slip.
            Some(meant) => Err(Error::new_spanned(range, format!("unknown word `{word}`; did you mean `{meant}`?"))),
            None => Ok(Requirement::Scope(path)),
        },
    }
}

fn unknown_combinator(tokens: impl quote::ToTokens, word: &str) -> Error {
    let hint = suggest::hint(word, &COMBINATORS);
    Error::new_spanned(tokens, format!("unknown combinator `{word}`; {hint}"))
}
