//! The derive macros of `auth-core`, which documents and re-exports them: `#[derive(Scope)]` and
//! `#[derive(ApiOperation)]`.
//!
//! Each goes through the same steps: `attr` parses attributes, `ast` is the item as written, `valid` is the item as far
//! as it is legal, `expand` writes the impls. A mistake is reported at its own span, all of an item's mistakes at once,
//! and the impls are written in any case, so that one mistake gives one error.

mod ast;
mod attr;
mod errors;
mod expand;
mod header;
mod method;
mod name;
mod span;
mod suggest;
mod template;
mod valid;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Implements `Scope` for a unit struct. See `auth_core::Scope`.
#[proc_macro_derive(Scope, attributes(scope, auth))]
pub fn derive_scope(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::derive_scope(&input).into()
}

/// Implements `ApiOperation` for a struct or an enum, and with `#[operation(..)]` also `Endpoint` for a struct. See
/// `auth_core::ApiOperation`.
#[proc_macro_derive(ApiOperation, attributes(requires, operation, auth, in_path, query, body, form, header, serde))]
pub fn derive_operation(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::derive_operation(&input).into()
}
