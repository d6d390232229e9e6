//! `#[operation(METHOD, "/path/{field}", response = T, min_validity = "5m", idempotent)]`

use super::{is_end, key, list, named, text, to_comma, unknown_key};
use crate::{errors::Errors, method::Method};
use proc_macro2::Span;
use quote::ToTokens;
use std::mem;
use syn::{Attribute, Error, Ident, Lit, LitStr, Result, Token, Type, ext::IdentExt, parse::ParseStream};

const KEYS: [&str; 3] = ["response", "min_validity", "idempotent"];
const EXAMPLE: &str = "`#[operation(GET, \"/model/{model_id}\")]`";
const RESPONSE_TAKES: &str = "`response` takes a type: `response = Model`, `()`, `bytes` or `stream`";

pub(crate) struct OperationAttr<'a> {
    pub(crate) attr: &'a Attribute,
    /// `None` when it is missing or unknown, which is reported.
    pub(crate) method: Option<Method>,
    /// `None` when it is missing or not a string, which is reported.
    pub(crate) path: Option<LitStr>,
    pub(crate) response: Response,
    /// In seconds.
    pub(crate) min_validity: u64,
    pub(crate) idempotent: bool,
}

#[derive(Default)]
pub(crate) enum Response {
    #[default]
    Empty,
    Json(Box<Type>),
    Bytes,
    Stream,
}

/// The attribute, or `None` when there is none.
pub(crate) fn parse<'a>(attrs: &'a [Attribute], errors: &Errors) -> Option<OperationAttr<'a>> {
    let mut found = named(attrs, "operation");
    let attr = found.next()?;
    for duplicate in found {
        errors.at(duplicate, "duplicate `#[operation]`; make a type of its own of each request");
    }
    let items = match attr.meta.require_list() {
        Ok(meta) if !meta.tokens.is_empty() => meta.parse_args_with(|input: ParseStream<'_>| Ok(items(input, errors))),
        _ => Err(Error::new_spanned(attr, format!("`#[operation]` takes the method and the path: {EXAMPLE}"))),
    };
    let found = match items {
        Ok(items) => {
            let found = Found::sort(items, errors);
            found.check(attr, errors);
            found
        }
        Err(error) => {
            errors.push(error);
            Found::default()
        }
    };
    Some(found.into_attr(attr))
}

/// With `None` for what is wrong, which is reported.
enum Item {
    Method(Span, Option<Method>),
    /// Without the comma between the two, which is reported.
    MethodAndPath(Span, Method),
    Path(Option<LitStr>),
    Response(Ident, Option<Response>),
    MinValidity(Ident, Option<u64>),
    Idempotent(Ident),
}

fn items(input: ParseStream<'_>, errors: &Errors) -> Vec<Item> {
    let mut is_first = true;
    let items = list(input, "expected `,`", errors, |input| item(input, mem::take(&mut is_first), errors));
    items.into_iter().flatten().collect()
}

fn item(input: ParseStream<'_>, is_first: bool, errors: &Errors) -> Result<Item> {
    if input.peek(LitStr) {
        return Ok(path_or_quoted_method(input.parse()?, is_first, errors));
    }
    if input.peek(Lit) || !input.peek(Ident::peek_any) {
        errors.push(input.error(format!("expected the path, which is a string: {EXAMPLE}")));
        to_comma(input);
        return Ok(Item::Path(None));
    }
    let key = key(input, "expected the method, the path, `response = ..`, `min_validity = \"..\"` or `idempotent`")?;
    let mut reported = |error| {
        errors.push(error);
        to_comma(input);
    };
    match key.to_string().as_str() {
        "response" => {
            let response = response(input, &key).map_err(&mut reported).ok();
            Ok(Item::Response(key, response))
        }
        "min_validity" => {
            let seconds = text(input, &key).and_then(|text| duration(&text)).map_err(reported).ok();
            Ok(Item::MinValidity(key, seconds))
        }
        "idempotent" if is_end(input) => Ok(Item::Idempotent(key)),
        "idempotent" => Err(Error::new(key.span(), "`idempotent` stands alone; leave it out where it does not hold")),
        "method" => {
            reported(Error::new(key.span(), format!("the method stands without a key: {EXAMPLE}")));
            Ok(Item::Method(key.span(), None))
        }
        "path" => {
            reported(Error::new(key.span(), format!("the path stands without a key: {EXAMPLE}")));
            Ok(Item::Path(None))
        }
        word if is_end(input) => match Method::parse(word) {
            Ok(method) => Ok(Item::Method(key.span(), Some(method))),
            Err(unknown) if is_first => {
                reported(Error::new(key.span(), unknown));
                Ok(Item::Method(key.span(), None))
            }
            Err(_) => Err(unknown_item(&key)),
        },
        word if is_first && input.peek(LitStr) => {
            reported(Error::new(key.span(), format!("a `,` belongs between the method and the path: {EXAMPLE}")));
            Ok(Method::parse(word)
                .map_or(Item::Method(key.span(), None), |method| Item::MethodAndPath(key.span(), method)))
        }
        _ => Err(unknown_item(&key)),
    }
}

fn unknown_item(key: &Ident) -> Error {
    if key.to_string().starts_with(char::is_uppercase) {
        let message = format!("`{key}` looks like the type of the response, which has a key: `response = ..`");
        return Error::new(key.span(), message);
    }
    unknown_key(key, "operation", &KEYS)
}

fn path_or_quoted_method(text: LitStr, is_first: bool, errors: &Errors) -> Item {
    match Method::parse(&text.value()) {
        Ok(method) if is_first => {
            errors.at(&text, format!("the method is a word, not a string: `{}`", method.as_str()));
            Item::Method(text.span(), None)
        }
        _ => Item::Path(Some(text)),
    }
}

/// `= Type`
fn response(input: ParseStream<'_>, key: &Ident) -> Result<Response> {
    if !input.peek(Token![=]) {
        return Err(Error::new(key.span(), RESPONSE_TAKES));
    }
    input.parse::<Token![=]>()?;
    let ty: Type = input.parse().map_err(|error| Error::new(error.span(), RESPONSE_TAKES))?;
    if is_result(&ty) {
        return Err(Error::new_spanned(
            ty,
            "`response` is what a success gives, and no `Result`, which `send` returns; a type of yours of that name is \
             `self::Result`",
        ));
    }
    Ok(match ty.to_token_stream().to_string().as_str() {
        "()" => Response::Empty,
        "bytes" => Response::Bytes,
        "stream" => Response::Stream,
        _ => Response::Json(Box::new(ty)),
    })
}

/// Serde would read one, of an object that no server sends.
fn is_result(ty: &Type) -> bool {
    let Type::Path(ty) = ty else { return false };
    let names: Vec<_> = ty.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let has_arguments = ty.path.segments.last().is_some_and(|last| !last.arguments.is_none());
    has_arguments && ["Result", "std::result::Result", "core::result::Result"].contains(&names.join("::").as_str())
}

/// A number and its unit: `5m`. In seconds.
fn duration(text: &LitStr) -> Result<u64> {
    seconds(&text.value()).ok_or_else(|| {
        Error::new(
            text.span(),
            format!(
                "`min_validity` takes a number with `s`, `m` or `h`, such as \"90s\", \"5m\" or \"1h\"; this is {:?}",
                text.value()
            ),
        )
    })
}

fn seconds(text: &str) -> Option<u64> {
    let unit = text.chars().last()?;
    let number = text.strip_suffix(unit)?;
    let factor = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => return None,
    };
    // `parse` takes a sign as well.
    let number = Some(number).filter(|number| number.starts_with(|char: char| char.is_ascii_digit()))?;
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// All that was found of each kind, of which the first counts.
#[derive(Default)]
struct Found {
    methods: Vec<(Span, Option<Method>)>,
    paths: Vec<Option<LitStr>>,
    responses: Vec<(Ident, Option<Response>)>,
    min_validities: Vec<(Ident, Option<u64>)>,
    idempotents: Vec<Ident>,
}

impl Found {
    fn sort(items: Vec<Item>, errors: &Errors) -> Self {
        let mut found = Self::default();
        for (i, item) in items.into_iter().enumerate() {
            match item {
                Item::Method(span, method) => {
                    if i > 0 && found.methods.is_empty() && method.is_some() {
                        errors.push(Error::new(span, format!("the method comes first: {EXAMPLE}")));
                    }
                    found.methods.push((span, method));
                }
                Item::MethodAndPath(span, method) => {
                    found.methods.push((span, Some(method)));
                    found.paths.push(None);
                }
                Item::Path(path) => found.paths.push(path),
                Item::Response(key, response) => found.responses.push((key, response)),
                Item::MinValidity(key, seconds) => found.min_validities.push((key, seconds)),
                Item::Idempotent(key) => found.idempotents.push(key),
            }
        }
        found
    }

    /// Reports what is there twice, or not at all.
    fn check(&self, attr: &Attribute, errors: &Errors) {
        if self.methods.is_empty() {
            errors.at(attr, format!("`#[operation(..)]` lacks the method, which comes first: {EXAMPLE}"));
        }
        if self.paths.is_empty() {
            errors.at(attr, format!("`#[operation(..)]` lacks the path, which follows the method: {EXAMPLE}"));
        }
        for (span, _) in self.methods.iter().skip(1) {
            errors.push(Error::new(*span, "an operation has one method; make a type of its own for the other"));
        }
        for path in self.paths.iter().skip(1).flatten() {
            errors.at(path, "an operation has one path; make a type of its own for the other");
        }
        let responses = self.responses.iter().map(|(key, _)| key).skip(1);
        let min_validities = self.min_validities.iter().map(|(key, _)| key).skip(1);
        for key in responses.chain(min_validities).chain(self.idempotents.iter().skip(1)) {
            errors.at(key, format!("duplicate key `{key}` in `#[operation(..)]`; keep one"));
        }
    }

    fn into_attr(self, attr: &Attribute) -> OperationAttr<'_> {
        OperationAttr {
            attr,
            method: self.methods.into_iter().next().and_then(|(_, method)| method),
            path: self.paths.into_iter().next().flatten(),
            response: self.responses.into_iter().next().and_then(|(_, response)| response).unwrap_or_default(),
            min_validity: self.min_validities.into_iter().next().and_then(|(_, seconds)| seconds).unwrap_or_default(),
            idempotent: !self.idempotents.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn a_duration_is_a_number_and_a_unit() {
        assert_eq!(seconds("90s"), Some(90));
        assert_eq!(seconds("5m"), Some(300));
        assert_eq!(seconds("12h"), Some(43_200));
        assert_eq!(seconds("0s"), Some(0));
    }

    #[test]
    fn anything_else_is_not() {
        for text in
            ["", "5", "m", "5 m", " 5m", "5min", "1.5h", "-5m", "+5m", "5d", "5M", "5é", "18446744073709551615h"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
