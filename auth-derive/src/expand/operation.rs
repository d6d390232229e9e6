use super::{endpoint, here, private, tuple::tuple};
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
/// impl __private::ApiOperation for RenameModel {
///     const NAME: &'static __private::str = "RenameModel";
///     const DOC: &'static __private::str = "Rename a model.";
///     type Requires = ModelWrite;
/// }
/// // see `authorized_by`, and `endpoint` for `#[operation(..)]`
/// ```
pub(super) fn expand(operation: &Operation<'_>) -> TokenStream {
    let Operation { ident, generics, doc, requires, endpoint, .. } = operation;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();

    let api_operation = here("ApiOperation");
    let name = ident.unraw().to_string();
    let requires = match requires {
        Requires::Public => here("Public"),
        Requires::Authenticated => here("Authenticated"),
        Requires::Scopes(needs) => match needs.as_slice() {
            [only] => only.ty(),
            several => list_ty(Combinator::All, Span::call_site(), several),
        },
    };
    let authorized_by = authorized_by(operation);
    let endpoint = endpoint.as_ref().map(|endpoint| endpoint::expand(operation, endpoint));

    quote! {
        #[automatically_derived]
        impl #impl_generics #api_operation for #ident #ty_generics #where_clause {
            const NAME: &'static __private::str = #name;
            const DOC: &'static __private::str = #doc;
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
/// impl<__G> __private::AuthorizedBy<__G> for RenameModel
/// where
///     ModelWrite: __private::MetBy<__G>,
///     <ModelWrite as __private::MetBy<__G>>::Met:
///         __private::Includes<ModelWrite, __G, RenameModel>,
/// {}
/// ```
fn authorized_by(operation: &Operation<'_>) -> TokenStream {
    let Operation { ident, generics, requires, .. } = operation;
    let (_, ty_generics, _) = generics.split_for_impl();
    let self_ty = quote!(#ident #ty_generics);
    let needs = match requires {
        Requires::Public | Requires::Authenticated => &[],
        Requires::Scopes(needs) => needs.as_slice(),
    };
    let bounds = needs.iter().map(|need| bounds(need, &self_ty));
    let user_bounds = generics.where_clause.iter().flat_map(|clause| &clause.predicates);

    let mut generics = Generics::clone(generics);
    generics.params.push(parse_quote!(__G)); // a type parameter
    let (impl_generics, ..) = generics.split_for_impl();
    // At the name of the operation: inside a derive the compiler would advise to implement the trait by hand.
    let authorized_by = private("AuthorizedBy", ident.span());
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
fn bounds(need: &Need<'_>, self_ty: &TokenStream) -> TokenStream {
    let Range { start, end } = need.range();
    let ty = need.ty();
    let (includes, shown) = match need {
        Need::List(Combinator::Any, ..) => ("IncludesOneOf", need.shown()),
        Need::List(Combinator::All, ..) | Need::Scope(_) => ("Includes", ty.clone()),
    };
    let (met_by, includes) = (private("MetBy", start), private(includes, start));
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

    /// `ModelWrite`, or `__private::Any<(A, B,)>`
    fn ty(&self) -> TokenStream {
        match self {
            Self::Scope(path) => path.to_token_stream(),
            Self::List(combinator, range, needs) => list_ty(*combinator, range.start, needs),
        }
    }

    /// The alternatives as a tuple, however many; one that takes several scopes is a tuple in it.
    fn shown(&self) -> TokenStream {
        let Self::List(_, range, needs) = self else { return self.ty() };
        let members = needs.iter().map(|need| match need {
            Self::List(Combinator::All, ..) => need.shown(),
            Self::List(Combinator::Any, ..) | Self::Scope(_) => need.ty(),
        });
        quote_spanned!(range.start=> (#(#members,)*))
    }
}

fn list_ty(combinator: Combinator, span: Span, needs: &[Need<'_>]) -> TokenStream {
    let list = private(
        match combinator {
            Combinator::Any => "Any",
            Combinator::All => "All",
        },
        span,
    );
    let wrap = |members| quote_spanned!(span=> #list<#members>);
    let members = needs.iter().map(Need::ty).collect();
    wrap(tuple(members, wrap))
}
