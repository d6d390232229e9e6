//! Writes the impls.

mod endpoint;
mod operation;
mod scope;
mod serialized;
mod tuple;

use crate::{ast, attr, errors::Errors, valid};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident, Path};

pub(crate) fn derive_scope(input: &DeriveInput) -> TokenStream {
    let errors = Errors::new();
    let parsed = ast::Scope::parse(input, &errors);
    let checked = valid::Scope::check(&parsed, &errors);
    let impls = scope::expand(&checked);
    in_const(input, &parsed.krate, &impls, errors)
}

pub(crate) fn derive_operation(input: &DeriveInput) -> TokenStream {
    let errors = Errors::new();
    let parsed = ast::Operation::parse(input, &errors);
    let checked = valid::Operation::check(&parsed, &errors);
    let impls = operation::expand(&checked);
    in_const(input, &parsed.krate, &impls, errors)
}

/// Where the impls have a short name for what they name; the compiler reads every token of it once for each item.
fn in_const(input: &DeriveInput, krate: &Path, impls: &TokenStream, errors: Errors) -> TokenStream {
    let errors = errors.finish();
    // What is deprecated still has to be implemented.
    let allow = attr::is_deprecated(input).then(|| quote!(#[allow(deprecated)]));
    // What the author allows of the item is said of what is generated for it.
    let allowed = attr::allowed(input);
    quote! {
        #errors
        #allow
        #(#[allow(#allowed)])*
        const _: () = {
            use #krate::private as __private;
            #impls
        };
    }
}

/// Code of the macro, shown at a place of the author's.
fn located(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// `__private::Item`, written at `span`: from the module that holds everything generated code names.
fn private(item: &str, span: Span) -> TokenStream {
    let [module, item] = ["__private", item].map(|word| Ident::new(word, span));
    quote_spanned!(span=> #module::#item)
}

/// `__private::Item`, of the macro's own.
fn here(item: &str) -> TokenStream {
    private(item, Span::call_site())
}
