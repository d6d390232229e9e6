use super::{here, located, private, tuple::tuple};
use crate::{name::ScopeName, valid::Scope};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// Expands to:
///
/// ```text
/// #[automatically_derived]
/// impl __private::Scope for ModelRead {
///     const INFO: __private::ScopeInfo = __private::ScopeInfo::new(
///         "model:read",
///         "Read models.",
///         &["ifc:read",],
///         &[&<ModelWrite as __private::Scope>::INFO,],
///     );
///     type Id = (__private::X8, (__private::XF, ..));
///     type ImpliedBy = (ModelWrite,);
/// }
/// ```
pub(super) fn expand(scope: &Scope<'_>) -> TokenStream {
    let Scope { ident, generics, doc, name, aliases, implied_by } = scope;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let (scope_trait, scope_info) = (here("Scope"), here("ScopeInfo"));

    let id = name.id().chars().rev().fold(quote!(()), |rest, digit| {
        let digit = here(&format!("X{digit}"));
        quote!((#digit, #rest))
    });
    let name = name.as_str();
    let aliases = aliases.iter().map(ScopeName::as_str);
    let infos = implied_by.iter().map(|path| {
        let span = located(path.span());
        let scope_trait = private("Scope", span);
        quote_spanned!(span=> &<#path as #scope_trait>::INFO)
    });
    let any = here("Any");
    let implied_by = tuple(implied_by.iter().map(|path| quote!(#path)).collect(), |members| quote!(#any<#members>));

    quote! {
        #[automatically_derived]
        impl #impl_generics #scope_trait for #ident #ty_generics #where_clause {
            const INFO: #scope_info = #scope_info::new(#name, #doc, &[#(#aliases,)*], &[#(#infos,)*]);
            type Id = #id;
            type ImpliedBy = #implied_by;
        }
    }
}
