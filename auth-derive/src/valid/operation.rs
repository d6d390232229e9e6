use super::Endpoint;
use crate::{
    ast::{self, Combinator, Requirement},
    errors::Errors,
    span::Range,
};
use std::collections::HashSet;
use syn::{Data, Generics, Ident, Path};

/// An operation, ready to be written.
pub(crate) struct Operation<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) doc: &'a str,
    pub(crate) requires: Requires<'a>,
    pub(crate) endpoint: Option<Endpoint<'a>>,
}

pub(crate) enum Requires<'a> {
    /// Also what stands for a requirement that was refused: it leads to no second error where the operation is sent.
    Public,
    Authenticated,
    /// Each of them; at least one. None is itself an `all(..)`.
    Scopes(Vec<Need<'a>>),
}

/// What a scope requirement is made of. A list has at least two members, none of them a list of its own kind.
pub(crate) enum Need<'a> {
    Scope(&'a Path),
    List(Combinator, Range, Vec<Need<'a>>),
}

impl<'a> Operation<'a> {
    pub(crate) fn check(parsed: &'a ast::Operation<'a>, errors: &Errors) -> Self {
        let input = parsed.input;
        let is_union = matches!(input.data, Data::Union(_));
        if is_union {
            errors.at(&input.ident, "an operation is a struct or an enum, not a union");
        }
        let requires = match &parsed.requires {
            Some(requires) => check_requires(requires, errors),
            None if is_union => None,
            None => {
                errors.at(&input.ident, missing(&input.ident));
                None
            }
        };
        Self {
            ident: &input.ident,
            generics: &input.generics,
            doc: &parsed.doc,
            requires: requires.unwrap_or(Requires::Public),
            endpoint: Endpoint::check(parsed, errors),
        }
    }
}

fn missing(ident: &Ident) -> String {
    format!(
        "`{ident}` does not say what it requires; write `#[requires(ModelWrite)]` with the type of a scope (or `any(..)` \
         or `all(..)` of several), `#[requires(authenticated)]` for any valid token, or `#[requires(public)]` for none"
    )
}

/// The requirement, or `None` when something is wrong with it.
fn check_requires<'a>(requires: &'a ast::Requires, errors: &Errors) -> Option<Requires<'a>> {
    let [only] = requires.members.as_slice() else {
        check_several(&requires.members, errors);
        return None;
    };
    Some(match only.simplified() {
        Requirement::Public(_) => Requires::Public,
        Requirement::Authenticated(_) => Requires::Authenticated,
        scopes => Requires::Scopes(match check_need(scopes, errors)? {
            Need::List(Combinator::All, _, needs) => needs,
            need => vec![need],
        }),
    })
}

/// `#[requires(A, B)]`: a reader must not guess whether one is enough.
fn check_several(members: &[Requirement], errors: &Errors) {
    check_words(members, errors);
    let scopes: Vec<_> = members.iter().filter(|member| !is_word(member)).collect();
    for scope in &scopes {
        check_need(scope, errors);
    }
    if let [first, .., last] = scopes.as_slice() {
        let whole = Range { start: first.range().start, end: last.range().end };
        let list = shortened(&scopes);
        errors.at(
            whole,
            format!(
                "found several requirements; write `all({list})` if each is needed, `any({list})` if one is enough"
            ),
        );
    }
}

/// `A, B, C, ..`
fn shortened(scopes: &[&Requirement]) -> String {
    let mut list: Vec<_> = scopes.iter().take(3).map(ToString::to_string).collect();
    if scopes.len() > list.len() {
        list.push("..".to_owned());
    }
    list.join(", ")
}

/// `None` when something is wrong with it.
fn check_need<'a>(requirement: &'a Requirement, errors: &Errors) -> Option<Need<'a>> {
    match requirement.simplified() {
        Requirement::Scope(path) => Some(Need::Scope(path)),
        Requirement::List(list) => check_list(list, errors),
        Requirement::Authenticated(_) | Requirement::Public(_) | Requirement::Reported(_) => None,
    }
}

fn check_list<'a>(list: &'a ast::List, errors: &Errors) -> Option<Need<'a>> {
    check_words(&list.members, errors);
    let mut seen = HashSet::new();
    let mut needs = Some(Vec::new());
    for member in flattened(list) {
        let need = check_need(member, errors);
        match (need, &mut needs) {
            (Some(_), _) if !seen.insert(member.to_string()) => {
                errors.at(member.range(), format!("`{member}` is listed twice"));
            }
            (Some(need), Some(needs)) => needs.push(need),
            (Some(_), None) => {}
            (None, needs) => *needs = None,
        }
    }
    Some(Need::List(list.combinator, list.range, needs?))
}

/// The members of the list, and those of the lists of its own kind in it.
fn flattened(list: &ast::List) -> Vec<&Requirement> {
    let members = list.members.iter().map(Requirement::simplified);
    members
        .flat_map(|member| match member {
            Requirement::List(inner) if inner.combinator == list.combinator => flattened(inner),
            other => vec![other],
        })
        .collect()
}

/// `authenticated` and `public` stand alone, not in a list.
fn check_words(members: &[Requirement], errors: &Errors) {
    let words = || members.iter().filter(|member| is_word(member));
    if let (Some(word), true) = (words().nth(1), words().count() == members.len()) {
        errors.at(word.range(), "`authenticated` and `public` each stand alone; keep one word");
        return;
    }
    for word in words() {
        errors.at(
            word.range(),
            match word.simplified() {
                Requirement::Public(_) => "`public` means no token at all and cannot be combined with scopes",
                _ => "`authenticated` is implied by any scope; remove it",
            },
        );
    }
}

fn is_word(member: &Requirement) -> bool {
    matches!(member.simplified(), Requirement::Authenticated(_) | Requirement::Public(_))
}
