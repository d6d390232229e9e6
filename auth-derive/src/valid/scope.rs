use crate::{
    ast::{self, shown},
    attr::scope::ScopeAttr,
    errors::Errors,
    name::ScopeName,
};
use std::collections::HashSet;
use syn::{Data, DeriveInput, Fields, Generics, Ident, LitStr, Path, parse_quote};

/// A scope, ready to be written.
pub(crate) struct Scope<'a> {
    pub(crate) ident: &'a Ident,
    /// Empty, but for an item that is refused because of them.
    pub(crate) generics: Generics,
    pub(crate) doc: &'a str,
    pub(crate) name: ScopeName,
    pub(crate) aliases: Vec<ScopeName>,
    pub(crate) implied_by: Vec<&'a Path>,
}

impl<'a> Scope<'a> {
    pub(crate) fn check(parsed: &'a ast::Scope<'a>, errors: &Errors) -> Self {
        let ident = &parsed.input.ident;
        let is_unit_struct = check_shape(parsed.input, errors);
        if parsed.attr.is_none() && is_unit_struct {
            errors.at(ident, format!("`{ident}` lacks the name of the scope: write `#[scope(\"model:read\")]`"));
        }
        let attr = parsed.attr.as_ref();
        let name = attr.and_then(|attr| check_name(attr.name.as_ref()?, errors));
        Self {
            ident,
            generics: static_generics(parsed.input),
            doc: &parsed.doc,
            aliases: attr.map_or_else(Vec::new, |attr| check_aliases(attr, name.as_ref(), errors)),
            name: name.unwrap_or_else(ScopeName::invalid),
            implied_by: attr.map_or_else(Vec::new, |attr| check_implied_by(attr, ident, errors)),
        }
    }
}

fn check_shape(input: &DeriveInput, errors: &Errors) -> bool {
    let ident = &input.ident;
    let found = match &input.data {
        Data::Struct(data) => match data.fields {
            Fields::Unit if input.generics.params.is_empty() => return true,
            Fields::Unit => {
                let message = format!("a scope is a unit struct without generics: `struct {ident};`");
                errors.at(&input.generics.params, message);
                return false;
            }
            Fields::Named(_) | Fields::Unnamed(_) => "has fields or brackets for them",
        },
        Data::Enum(_) => "is an enum",
        Data::Union(_) => "is a union",
    };
    errors.at(
        ident,
        format!("a scope is a unit struct, and `{ident}` {found}; write `struct {ident};`, one type per scope"),
    );
    false
}

/// A scope lives as long as the program; that holds for the impl of a refused generic type as well.
fn static_generics(input: &DeriveInput) -> Generics {
    let mut generics = input.generics.clone();
    if !generics.params.is_empty() {
        generics.make_where_clause().predicates.push(parse_quote!(Self: 'static));
    }
    generics
}

fn check_name(name: &LitStr, errors: &Errors) -> Option<ScopeName> {
    ScopeName::parse(&name.value()).map_err(|message| errors.at(name, message)).ok()
}

fn check_aliases(attr: &ScopeAttr, name: Option<&ScopeName>, errors: &Errors) -> Vec<ScopeName> {
    let mut aliases = Vec::new();
    for text in &attr.aliases {
        let Some(alias) = check_name(text, errors) else {
            continue;
        };
        if Some(&alias) == name {
            errors.at(text, format!("alias `{}` is the name of the scope itself", alias.as_str()));
        } else if aliases.contains(&alias) {
            errors.at(text, format!("alias `{}` is listed twice", alias.as_str()));
        } else {
            aliases.push(alias);
        }
    }
    aliases
}

fn check_implied_by<'a>(attr: &'a ScopeAttr, ident: &Ident, errors: &Errors) -> Vec<&'a Path> {
    let itself = [ident.to_string(), format!("self::{ident}"), "Self".to_owned()];
    let mut seen = HashSet::new();
    let mut scopes = Vec::new();
    for path in &attr.implied_by {
        let scope = shown(path);
        if itself.contains(&scope) {
            errors.at(path, format!("`{ident}` cannot be implied by itself"));
        } else if !seen.insert(scope.clone()) {
            errors.at(path, format!("`{scope}` is listed twice"));
        } else {
            scopes.push(path);
        }
    }
    scopes
}
