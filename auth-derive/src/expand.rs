//! Writes the impls.

mod endpoint;
mod operation;
mod scope;
mod serialized;
mod tuple;

use crate::{ast, attr, errors::Errors, span::respanned, valid};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{DeriveInput, Path};

pub(crate) fn derive_scope(input: &DeriveInput) -> TokenStream {
    let errors = Errors::new();
    let parsed = ast::Scope::parse(input, &errors);
    let checked = valid::Scope::check(&parsed, &errors);
    let impls = scope::expand(&checked);
    in_const(input, &impls, errors)
}

pub(crate) fn derive_operation(input: &DeriveInput) -> TokenStream {
    let errors = Errors::new();
    let parsed = ast::Operation::parse(input, &errors);
    let checked = valid::Operation::check(&parsed, &errors);
    let impls = operation::expand(&checked);
    in_const(input, &impls, errors)
}

fn in_const(input: &DeriveInput, impls: &TokenStream, errors: Errors) -> TokenStream {
    let errors = errors.finish();
    // What is deprecated still has to be implemented.
    let allow = attr::is_deprecated(input).then(|| quote!(#[allow(deprecated)]));
    quote! {
        #errors
        #allow
        const _: () = { #impls };
    }
}

/// Code of the macro, shown at a place of the author's.
fn located(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// The module that holds everything generated code names.
#[derive(Clone, Copy)]
struct Private<'a>(&'a Path);

impl Private<'_> {
    /// `::auth_core::private::Item`, written at `span`.
    fn item(self, item: &str, span: Span) -> TokenStream {
        let krate = self.0;
        let item = syn::Ident::new(item, span);
        respanned(quote!(#krate::private::#item), span)
    }

    /// `::auth_core::private::serde::Item`
    fn serde(self, item: &str) -> TokenStream {
        let (krate, item) = (self.0, syn::Ident::new(item, Span::call_site()));
        quote!(#krate::private::serde::#item)
    }
}
