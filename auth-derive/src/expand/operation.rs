use super::{Private, endpoint, tuple::tuple};
use crate::{
    ast::Combinator,
    span::Range,
    valid::{Need, Operation, Requires},
};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Generics, ext::IdentExt, parse_quote};

/// Expands to:
///
/// ```text
/// #[automatically_derived]
/// impl ::auth_core::private::ApiOperation for RenameModel {
///     const NAME: &'static ::core::primitive::str = "RenameModel";
///     const DOC: &'static ::core::primitive::str = "Rename a model.";
///     type Requires = ModelWrite;
/// }
/// // see `authorized_by`, and `endpoint` for `#[operation(..)]`
/// ```
pub(super) fn expand(operation: &Operation<'_>) -> TokenStream {
    let Operation { ident, generics, krate, doc, requires, endpoint } = operation;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let private = Private(krate);
    let here = |item| private.item(item, Span::call_site());

    let api_operation = here("ApiOperation");
    let name = ident.unraw().to_string();
    let requires = match requires {
        Requires::Public => here("Public"),
        Requires::Authenticated => here("Authenticated"),
        Requires::Scopes(needs) => match needs.as_slice() {
            [only] => only.ty(private),
            several => list_ty(private, Combinator::All, Span::call_site(), several),
        },
    };
    let authorized_by = authorized_by(operation);
    let endpoint = endpoint.as_ref().map(|endpoint| endpoint::expand(operation, endpoint));

    quote! {
        #[automatically_derived]
        impl #impl_generics #api_operation for #ident #ty_generics #where_clause {
            const NAME: &'static ::core::primitive::str = #name;
            const DOC: &'static ::core::primitive::str = #doc;
            type Requires = #requires;
        }

        #authorized_by
        #endpoint
    }
}

/// Each conjunct has bounds of its own, at the place where it stands in `#[requires(..)]`, so that the compiler names
/// every scope that a grant lacks and shows who asks for it. Expands to:
///
/// ```text
/// #[automatically_derived]
/// impl<__G> ::auth_core::private::AuthorizedBy<__G> for RenameModel
/// where
///     ModelWrite: ::auth_core::private::MetBy<__G>,
///     <ModelWrite as ::auth_core::private::MetBy<__G>>::Met:
///         ::auth_core::private::Includes<ModelWrite, __G, RenameModel>,
/// {}
/// ```
fn authorized_by(operation: &Operation<'_>) -> TokenStream {
    let Operation { ident, generics, krate, requires, .. } = operation;
    let private = Private(krate);
    let (_, ty_generics, _) = generics.split_for_impl();
    let self_ty = quote!(#ident #ty_generics);
    let needs = match requires {
        Requires::Public | Requires::Authenticated => &[],
        Requires::Scopes(needs) => needs.as_slice(),
    };
    let bounds = needs.iter().map(|need| bounds(private, need, &self_ty));
    let user_bounds = generics.where_clause.iter().flat_map(|clause| &clause.predicates);

    let mut generics = Generics::clone(generics);
    generics.params.push(parse_quote!(__G)); // a type parameter
    let (impl_generics, ..) = generics.split_for_impl();
    // At the name of the operation: inside a derive the compiler would advise to implement the trait by hand.
    let authorized_by = private.item("AuthorizedBy", ident.span());
    let authorized_by = quote_spanned!(ident.span()=> #authorized_by<__G>);
    quote! {
        #[automatically_derived]
        impl #impl_generics #authorized_by for #self_ty
        where
            #(#user_bounds,)*
            #(#bounds)*
        {}
    }
}

/// `Need: MetBy<__G>, <Need as MetBy<__G>>::Met: Includes<Need, __G, Op>,`, each bound at the whole of what was written.
/// Of alternatives it is `IncludesOneOf<(A, B), __G, Op>`, whose words suit a list.
fn bounds(private: Private<'_>, need: &Need<'_>, self_ty: &TokenStream) -> TokenStream {
    let Range { start, end } = need.range();
    let ty = need.ty(private);
    let (includes, shown) = match need {
        Need::List(Combinator::Any, ..) => ("IncludesOneOf", need.shown(private)),
        Need::List(Combinator::All, ..) | Need::Scope(_) => ("Includes", ty.clone()),
    };
    let (met_by, includes) = (private.item("MetBy", start), private.item(includes, start));
    let close = quote_spanned!(end=> >);
    quote_spanned! {start=>
        #ty: #met_by<__G #close,
        <#ty as #met_by<__G>>::Met: #includes<#shown, __G, #self_ty #close,
    }
}

impl Need<'_> {
    fn range(&self) -> Range {
        match self {
            Self::Scope(path) => Range::of(path),
            Self::List(_, range, _) => *range,
        }
    }

    /// `ModelWrite`, or `::auth_core::private::Any<(A, B,)>`
    fn ty(&self, private: Private<'_>) -> TokenStream {
        match self {
            Self::Scope(path) => path.to_token_stream(),
            Self::List(combinator, range, needs) => list_ty(private, *combinator, range.start, needs),
        }
    }

    /// The alternatives as a tuple, however many; one that takes several scopes is a tuple in it.
    fn shown(&self, private: Private<'_>) -> TokenStream {
        let Self::List(_, range, needs) = self else { return self.ty(private) };
        let members = needs.iter().map(|need| match need {
            Self::List(Combinator::All, ..) => need.shown(private),
            Self::List(Combinator::Any, ..) | Self::Scope(_) => need.ty(private),
        });
        quote_spanned!(range.start=> (#(#members,)*))
    }
}

fn list_ty(private: Private<'_>, combinator: Combinator, span: Span, needs: &[Need<'_>]) -> TokenStream {
    let list = private.item(
        match combinator {
            Combinator::Any => "Any",
            Combinator::All => "All",
        },
        span,
    );
    let wrap = |members| quote_spanned!(span=> #list<#members>);
    let members = needs.iter().map(|need| need.ty(private)).collect();
    wrap(tuple(members, wrap))
}
