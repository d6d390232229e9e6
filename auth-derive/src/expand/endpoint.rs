use super::{
    Private, located,
    serialized::{Serialized, Style},
};
use crate::{
    attr::operation::Response,
    span::{Range, respanned},
    valid::{Body, Endpoint, Field, Operation, PathPiece},
};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Type, ext::IdentExt};

/// Expands to, in full paths:
///
/// ```text
/// #[automatically_derived]
/// impl Endpoint for RenameModel {
///     type Response = Model;
///     type Format = Json;
///     const METHOD: Method = Method::PATCH;
///     const PATH: &'static str = "/cloud/{cloud_id}/project/{project_id}/model/{model_id}";
///     const MIN_VALIDITY: Duration = Duration::from_secs(300);
///     const IDEMPOTENT: bool = false;
///     fn path(&self) -> Result<String, InvalidPath> {
///         let mut __path = PathBuilder::new(<Self as Endpoint>::PATH);
///         PathBuilder::literal(&mut __path, "/cloud/");
///         PathBuilder::value(&mut __path, "cloud_id", &self.cloud_id);
///         ..
///         PathBuilder::finish(__path)
///     }
///     fn write<__W: RequestWriter>(&self, __request: &mut __W) -> Result<(), <__W as RequestWriter>::Error> {
///         RequestWriter::json(__request, &__Body(self))?;
///         Ok(())
///     }
/// }
/// // `__Body`: see `serialized`
/// ```
pub(super) fn expand(operation: &Operation<'_>, endpoint: &Endpoint<'_>) -> TokenStream {
    let Operation { ident, generics, krate, .. } = operation;
    let private = Private(krate);
    let here = |item| private.item(item, Span::call_site());
    let [trait_, method_ty, duration, invalid_path, builder, writer] =
        ["Endpoint", "Method", "Duration", "InvalidPath", "PathBuilder", "RequestWriter"].map(here);

    let mut bounds =
        Bounds { private, params: generics.type_params().map(|param| &param.ident).collect(), list: vec![] };
    let steps = endpoint.path.iter().map(|piece| path_step(piece, &builder, &mut bounds)).collect::<TokenStream>();
    let (steps_of_write, helpers) = write_steps(operation, endpoint, &mut bounds);

    let response = response(endpoint.response, &mut bounds);

    let (impl_generics, ty_generics, _) = generics.split_for_impl();
    let user_bounds = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let bounds = &bounds.list;
    let method = format_ident!("{}", endpoint.method.as_str());
    let Endpoint { template, min_validity, idempotent, .. } = endpoint;

    quote! {
        #[automatically_derived]
        impl #impl_generics #trait_ for #ident #ty_generics
        where
            #(#user_bounds,)*
            #(#bounds,)*
        {
            #response
            const METHOD: #method_ty = #method_ty::#method;
            const PATH: &'static ::core::primitive::str = #template;
            const MIN_VALIDITY: #duration = #duration::from_secs(#min_validity);
            const IDEMPOTENT: ::core::primitive::bool = #idempotent;
            fn path(&self) -> ::core::result::Result<::std::string::String, #invalid_path> {
                let mut __path = #builder::new(<Self as #trait_>::PATH);
                #steps
                #builder::finish(__path)
            }
            fn write<__W: #writer>(
                &self,
                __request: &mut __W,
            ) -> ::core::result::Result<(), <__W as #writer>::Error> {
                #steps_of_write
                ::core::result::Result::Ok(())
            }
        }

        #helpers
    }
}

/// `type Response = Type; type Format = Json;`, at the type, which may be less visible than the operation, or not be read
/// from JSON.
fn response(response: &Response, bounds: &mut Bounds<'_>) -> TokenStream {
    let private = bounds.private;
    let here = |item| private.item(item, Span::call_site());
    let is = |ty, format| {
        let format = here(format);
        quote!(type Response = #ty; type Format = #format;)
    };
    match response {
        Response::Empty => is(quote!(()), "Empty"),
        Response::Bytes => is(here("Bytes"), "Raw"),
        Response::Stream => is(here("ByteStream"), "Streamed"),
        Response::Json(ty) => {
            bounds.push(ty, &here("DeserializeOwned"));
            let Range { start, end } = Range::of(ty);
            let format = respanned(private.item("Json", Span::call_site()), located(start));
            let keyword = quote_spanned!(located(start)=> type);
            let semicolon = quote_spanned!(located(end)=> ;);
            quote!(#keyword Response = #ty #semicolon #keyword Format = #format #semicolon)
        }
    }
}

fn path_step(piece: &PathPiece<'_>, builder: &TokenStream, bounds: &mut Bounds<'_>) -> TokenStream {
    match piece {
        PathPiece::Literal(text) => quote!(#builder::literal(&mut __path, #text);),
        PathPiece::Field(field) => {
            let path_value = bounds.private.item("PathValue", Span::call_site());
            bounds.push(field.ty, &path_value);
            let (name, value) = (field.ident.unraw().to_string(), reference(field));
            quote!(#builder::value(&mut __path, #name, #value);)
        }
    }
}

/// The statements of `write`, and the types that they need.
fn write_steps(
    operation: &Operation<'_>,
    endpoint: &Endpoint<'_>,
    bounds: &mut Bounds<'_>,
) -> (TokenStream, TokenStream) {
    let private = bounds.private;
    let here = |item| private.item(item, Span::call_site());
    let (writer, header_name) = (here("RequestWriter"), here("HeaderName"));
    let (mut steps, mut helpers) = (TokenStream::new(), TokenStream::new());

    for (name, field) in &endpoint.headers {
        bounds.push(field.optional.unwrap_or(field.ty), &here("HeaderField"));
        let name = name.as_str();
        let step = |value| quote!(#writer::header(__request, #header_name::from_static(#name), #value)?;);
        steps.extend(when_some(field, step));
    }

    let mut object = |method: &str, helper: &str, style, fields: &[Field<'_>]| {
        let serialized = Serialized { operation, serde: endpoint.serde, name: helper, style, fields };
        helpers.extend(serialized.expand(bounds));
        let (method, helper) = (format_ident!("{method}"), format_ident!("{helper}"));
        quote!(#writer::#method(__request, &#helper(self))?;)
    };
    if !endpoint.query.is_empty() {
        steps.extend(object("query", "__Query", Style::Members, &endpoint.query));
    }
    match &endpoint.body {
        Body::None => {}
        Body::Json(fields) => steps.extend(object("json", "__Body", Style::Members, fields)),
        Body::Form(fields) => steps.extend(object("form", "__Form", Style::Members, fields)),
        Body::Whole(field) if field.serde.is_by_function() => {
            let step = object("json", "__Body", Style::Transparent, &[*field]);
            steps.extend(when_some(field, |_| step));
        }
        Body::Whole(field) => {
            bounds.push(field.optional.unwrap_or(field.ty), &private.serde("Serialize"));
            steps.extend(when_some(field, |value| quote!(#writer::json(__request, #value)?;)));
        }
    }
    (steps, helpers)
}

/// A step with the field's value, left out when the field is `None`.
fn when_some(field: &Field<'_>, step: impl FnOnce(TokenStream) -> TokenStream) -> TokenStream {
    let reference = reference(field);
    if field.optional.is_none() {
        return step(reference);
    }
    let value = Ident::new("__value", located(Range::of(field.ty).start));
    let step = step(quote!(#value));
    quote!(if let ::core::option::Option::Some(#value) = #reference { #step })
}

/// `&self.field`, at the place of the field's type, which is what can be wrong with it.
fn reference(field: &Field<'_>) -> TokenStream {
    let Range { start, end } = Range::of(field.ty);
    let mut ident = Ident::clone(field.ident);
    ident.set_span(located(end));
    quote_spanned!(located(start)=> &self.#ident)
}

/// What the types of fields have to be, where that depends on a type parameter.
pub(super) struct Bounds<'a> {
    pub(super) private: Private<'a>,
    pub(super) params: Vec<&'a Ident>,
    pub(super) list: Vec<TokenStream>,
}

impl Bounds<'_> {
    pub(super) fn push(&mut self, ty: &Type, bound: &TokenStream) {
        if mentions(ty.to_token_stream(), &self.params) {
            self.list.push(quote!(#ty: #bound));
        }
    }
}

fn mentions(tokens: TokenStream, params: &[&Ident]) -> bool {
    use proc_macro2::TokenTree;
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => params.contains(&&ident),
        TokenTree::Group(group) => mentions(group.stream(), params),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
