//! Types that serialize some of the fields of an operation, where `#[serde(..)]` says how.

use super::{endpoint::Bounds, located};
use crate::{
    attr::serde::Keys,
    valid::{Field, Operation},
};
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Generics, LitStr, ext::IdentExt, parse_quote};

/// These fields as one value.
pub(super) struct Serialized<'a> {
    pub(super) operation: &'a Operation<'a>,
    /// `#[serde(..)]` of the operation.
    pub(super) serde: &'a Keys<'a>,
    pub(super) name: &'a str,
    pub(super) style: Style,
    pub(super) fields: &'a [Field<'a>],
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Style {
    Members,
    /// The only field is the value itself.
    Transparent,
}

impl Serialized<'_> {
    /// Whether it is serde's to say how they are written.
    pub(super) fn has_attributes(&self) -> bool {
        !self.serde.attrs.is_empty() || self.fields.iter().any(|field| !field.serde.attrs.is_empty())
    }

    /// Serde's own derive writes the fields, from a definition that has these and no others: with `remote` it reads them
    /// out of the operation, so that functions named in `#[serde(..)]` see the types that the author wrote. Expands to:
    ///
    /// ```text
    /// #[derive(__private::serde::Serialize)]
    /// #[serde(crate = "__private::serde", remote = "ListModels", rename = "ListModels", rename_all = "camelCase")]
    /// struct __QueryFields {
    ///     #[serde(rename = "type")]
    ///     #[serde(skip_serializing_if = "::core::option::Option::is_none")]
    ///     kind: Option<String>,
    /// }
    ///
    /// struct __Query<'__a>(&'__a ListModels);
    ///
    /// #[automatically_derived]
    /// impl<'__a> __private::serde::Serialize for __Query<'__a> {
    ///     // calls `__QueryFields::serialize(self.0, ..)`
    /// }
    /// ```
    pub(super) fn expand(&self, bounds: &mut Bounds<'_>) -> TokenStream {
        let Operation { ident, generics, .. } = self.operation;
        let [serialize, serializer] = [quote!(__private::serde::Serialize), quote!(__private::serde::Serializer)];

        let own_bounds = self.bounds(bounds);
        let container = self.container(&own_bounds);
        let members = self.fields.iter().map(|field| self.member(field));
        let definition = format_ident!("{}Fields", self.name);
        let name = format_ident!("{}", self.name);

        let (impl_generics, ty_generics, _) = generics.split_for_impl();
        let user_bounds: Vec<_> = generics.where_clause.iter().flat_map(|clause| &clause.predicates).collect();
        let user_bounds = self.without_self(quote!(#(#user_bounds,)*));
        let marker = (!generics.params.is_empty()).then(|| {
            quote! {
                #[serde(skip)]
                __operation: ::core::marker::PhantomData<#ident #ty_generics>,
            }
        });
        let mut with_lifetime = Generics::clone(generics);
        with_lifetime.params.insert(0, parse_quote!('__a));
        let (impl_generics_a, ty_generics_a, _) = with_lifetime.split_for_impl();
        let turbofish = ty_generics.as_turbofish();
        // An attribute that serde refuses leaves the definition without its function. This one then stands in, which is
        // second choice to that, so that the mistake gives one error.
        let fallback = quote! {
            trait __Fallback: ::core::marker::Sized {
                fn serialize<__T, __S: #serializer>(
                    _: __T,
                    __serializer: __S,
                ) -> ::core::result::Result<<__S as #serializer>::Ok, <__S as #serializer>::Error> {
                    #serializer::serialize_unit(__serializer)
                }
            }

            impl #impl_generics __Fallback for #definition #ty_generics where #user_bounds {}
        };

        quote! {
            #[derive(#serialize)]
            #[serde(#container)]
            struct #definition #impl_generics where #user_bounds {
                #(#members,)*
                #marker
            }

            struct #name #impl_generics_a (&'__a #ident #ty_generics) where #user_bounds;

            #[automatically_derived]
            impl #impl_generics_a #serialize for #name #ty_generics_a
            where
                #user_bounds
                #(#own_bounds,)*
            {
                fn serialize<__S: #serializer>(
                    &self,
                    __serializer: __S,
                ) -> ::core::result::Result<<__S as #serializer>::Ok, <__S as #serializer>::Error> {
                    #fallback
                    #definition #turbofish::serialize(self.0, __serializer)
                }
            }
        }
    }

    /// What the fields' types have to be; also added to those of the operation.
    fn bounds(&self, all: &mut Bounds<'_>) -> Vec<TokenStream> {
        let mut own = Bounds { params: all.params.clone(), list: Vec::new() };
        for field in self.fields.iter().filter(|field| !field.serde.is_by_function()) {
            own.push_serialize(field.ty);
        }
        all.list.extend(own.list.iter().cloned());
        own.list.into_iter().map(|bound| self.without_self(bound)).collect()
    }

    /// What stands in `#[serde(..)]` on the definition.
    fn container(&self, bounds: &[TokenStream]) -> TokenStream {
        let Operation { ident, generics, .. } = self.operation;
        let text = |tokens: TokenStream| LitStr::new(&tokens.to_string(), Span::call_site());
        let remote = text(ident.to_token_stream());
        let mut container = quote!(crate = "__private::serde", remote = #remote);
        if generics.type_params().next().is_some() {
            // Those that serde would find are bounds on the type parameters themselves, which the operation's are not.
            let bounds = text(quote!(#(#bounds),*));
            container.extend(quote!(, bound(serialize = #bounds)));
        }
        if self.style == Style::Transparent {
            container.extend(quote!(, transparent));
            return container;
        }
        if !self.serde.has("rename") {
            let name = ident.unraw().to_string();
            container.extend(quote!(, rename = #name));
        }
        let metas = self.serde.without_crate();
        container.extend(quote!(#(, #metas)*));
        container
    }

    /// `#[serde(..)] field: Type`
    fn member(&self, field: &Field<'_>) -> TokenStream {
        let Field { ident, ty, optional, serde } = field;
        let attrs = &serde.attrs;
        let says_when = serde.has("skip_serializing_if") || serde.has("flatten") || self.style == Style::Transparent;
        let unless_none = (optional.is_some() && !says_when)
            .then(|| quote_spanned!(located(ident.span())=> #[serde(skip_serializing_if = "::core::option::Option::is_none")]));
        let ty = self.without_self(ty.to_token_stream());
        quote! {
            #(#attrs)*
            #unless_none
            #ident: #ty
        }
    }

    /// `Self` is the operation, also where another type is defined.
    fn without_self(&self, tokens: TokenStream) -> TokenStream {
        let replaced = |token| match token {
            TokenTree::Ident(word) if word == "Self" => {
                let Operation { ident, generics, .. } = self.operation;
                let (_, ty_generics, _) = generics.split_for_impl();
                let turbofish = ty_generics.as_turbofish();
                quote!(#ident #turbofish)
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), self.without_self(group.stream()));
                inner.set_span(group.span());
                TokenTree::Group(inner).into()
            }
            token => token.into(),
        };
        tokens.into_iter().flat_map(|token| TokenStream::into_iter(replaced(token))).collect()
    }
}
