//! An item as it was written. What could not be parsed is already reported.

use crate::{
    attr::{self, field::FieldAttrs, operation::OperationAttr, scope::ScopeAttr, serde},
    errors::Errors,
    span::Range,
};
use quote::ToTokens;
use std::fmt::{self, Display};
use syn::{DeriveInput, Path};

/// An item with `#[derive(Scope)]`.
pub(crate) struct Scope<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) krate: Path,
    pub(crate) doc: String,
    pub(crate) attr: Option<ScopeAttr>,
}

impl<'a> Scope<'a> {
    pub(crate) fn parse(input: &'a DeriveInput, errors: &Errors) -> Self {
        Self {
            input,
            krate: attr::auth::parse(&input.attrs, errors),
            doc: attr::doc::parse(&input.attrs),
            attr: attr::scope::parse(&input.attrs, errors),
        }
    }
}

/// An item with `#[derive(ApiOperation)]`.
pub(crate) struct Operation<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) krate: Path,
    pub(crate) doc: String,
    pub(crate) requires: Option<Requires>,
    pub(crate) endpoint: Option<Endpoint<'a>>,
}

/// What describes the HTTP request.
pub(crate) struct Endpoint<'a> {
    pub(crate) attr: OperationAttr<'a>,
    pub(crate) serde: serde::Keys<'a>,
    pub(crate) fields: Vec<FieldAttrs<'a>>,
}

impl<'a> Operation<'a> {
    pub(crate) fn parse(input: &'a DeriveInput, errors: &Errors) -> Self {
        attr::refuse_inside(&input.data, errors);
        attr::field::refuse_outside(input, errors);
        Self {
            input,
            krate: attr::auth::parse(&input.attrs, errors),
            doc: attr::doc::parse(&input.attrs),
            requires: attr::requires::parse(&input.attrs, errors),
            endpoint: Endpoint::parse(input, errors),
        }
    }
}

impl<'a> Endpoint<'a> {
    /// `None` without `#[operation(..)]`.
    fn parse(input: &'a DeriveInput, errors: &Errors) -> Option<Self> {
        let Some(attr) = attr::operation::parse(&input.attrs, errors) else {
            attr::field::refuse(attr::fields(&input.data), errors);
            return None;
        };
        Some(Self {
            attr,
            serde: serde::parse_container(&input.attrs, errors),
            fields: attr::fields(&input.data).map(|field| attr::field::parse(field, errors)).collect(),
        })
    }
}

/// `#[requires(..)]`: what stands in the parentheses. Legal is one member.
pub(crate) struct Requires {
    pub(crate) members: Vec<Requirement>,
}

pub(crate) enum Requirement {
    Scope(Path),
    Authenticated(Range),
    Public(Range),
    List(List),
    /// Something wrong, which is already reported.
    Reported(Range),
}

/// `any(..)` or `all(..)`
pub(crate) struct List {
    pub(crate) combinator: Combinator,
    pub(crate) range: Range,
    pub(crate) members: Vec<Requirement>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Combinator {
    Any,
    All,
}

impl Requirement {
    pub(crate) fn range(&self) -> Range {
        match self {
            Self::Scope(path) => Range::of(path),
            Self::List(list) => list.range,
            Self::Authenticated(range) | Self::Public(range) | Self::Reported(range) => *range,
        }
    }

    /// A list with one member is that member.
    pub(crate) fn simplified(&self) -> &Self {
        let Self::List(list) = self else { return self };
        match list.members.as_slice() {
            [only] => only.simplified(),
            _ => self,
        }
    }
}

/// As it was written, for messages.
impl Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scope(path) => f.write_str(&shown(path)),
            Self::Authenticated(_) => f.write_str("authenticated"),
            Self::Public(_) => f.write_str("public"),
            Self::List(list) => write!(f, "{}({})", list.combinator, Members(&list.members)),
            Self::Reported(_) => f.write_str(".."),
        }
    }
}

impl Display for Combinator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "any",
            Self::All => "all",
        })
    }
}

/// A list as it was written.
struct Members<'a>(&'a [Requirement]);

impl Display for Members<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, member) in self.0.iter().enumerate() {
            write!(f, "{}{member}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// A path as one writes it: `scopes::ModelRead`, where the compiler prints `scopes :: ModelRead`.
pub(crate) fn shown(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "").replace(',', ", ")
}
