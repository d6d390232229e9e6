use super::{
    here, located, private,
    serialized::{Serialized, Style},
};
use crate::{
    attr::operation::Response,
    span::Range,
    valid::{Body, Endpoint, Field, Operation},
};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Type, ext::IdentExt};

/// Expands to:
///
/// ```text
/// #[automatically_derived]
/// impl __private::Endpoint for RenameModel {
///     type Response = Model;
///     type Format = __private::Json;
///     const METHOD: __private::Method = __private::Method::PATCH;
///     const PATH: &'static __private::str = "/cloud/{cloud_id}/project/{project_id}/model/{model_id}";
///     fn path(&self) -> __private::PathResult {
///         __private::fill("/cloud/{cloud_id}/..", &[&self.cloud_id, &self.project_id, &self.model_id])
///     }
///     fn write(&self, __request: &mut dyn __private::RequestWriter) {
///         __request.json(&__private::Fields::members("RenameModel", &[__private::Member::new("name", &self.name)]));
///     }
/// }
/// ```
///
/// That is little, and nothing of it is generic: operations come by the hundred, and each costs whoever compiles them.
pub(super) fn expand(operation: &Operation<'_>, endpoint: &Endpoint<'_>) -> TokenStream {
    let Operation { ident, generics, .. } = operation;
    let [trait_, method_ty, duration] = ["Endpoint", "Method", "Duration"].map(here);
    let Endpoint { template, min_validity, .. } = endpoint;

    let mut bounds = Bounds { params: generics.type_params().map(|param| &param.ident).collect(), list: vec![] };
    for field in &endpoint.path {
        bounds.push(field.ty, "PathValue");
    }
    let path_values = endpoint.path.iter().map(reference);
    let (steps, helpers) = write_steps(operation, endpoint, &mut bounds);
    let response = response(endpoint.response, &mut bounds);
    let min_validity =
        (*min_validity > 0).then(|| quote!(const MIN_VALIDITY: #duration = #duration::from_secs(#min_validity);));
    let idempotent = endpoint.idempotent.then(|| {
        quote!(
            const IDEMPOTENT: __private::bool = true;
        )
    });

    let (impl_generics, ty_generics, _) = generics.split_for_impl();
    let user_bounds = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let bounds = &bounds.list;
    let method = format_ident!("{}", endpoint.method.as_str());

    quote! {
        #[automatically_derived]
        impl #impl_generics #trait_ for #ident #ty_generics
        where
            #(#user_bounds,)*
            #(#bounds,)*
        {
            #response
            const METHOD: #method_ty = #method_ty::#method;
            const PATH: &'static __private::str = #template;
            #min_validity
            #idempotent
            fn path(&self) -> __private::PathResult {
                __private::fill(#template, &[#(#path_values),*])
            }
            fn write(&self, __request: &mut dyn __private::RequestWriter) {
                #steps
            }
        }

        #helpers
    }
}

/// `type Response = Type; type Format = Json;`, at the type, which may be less visible than the operation, or not be read
/// from JSON.
fn response(response: &Response, bounds: &mut Bounds<'_>) -> TokenStream {
    let is = |ty, format| {
        let format = here(format);
        quote!(type Response = #ty; type Format = #format;)
    };
    match response {
        Response::Empty => is(quote!(()), "Empty"),
        Response::Bytes => is(here("Bytes"), "Raw"),
        Response::Stream => is(here("ByteStream"), "Streamed"),
        Response::Json(ty) => {
            bounds.push(ty, "DeserializeOwned");
            let Range { start, end } = Range::of(ty);
            let format = private("Json", located(start));
            let keyword = quote_spanned!(located(start)=> type);
            let semicolon = quote_spanned!(located(end)=> ;);
            quote!(#keyword Response = #ty #semicolon #keyword Format = #format #semicolon)
        }
    }
}

/// The statements of `write`, and the types that they need.
fn write_steps(
    operation: &Operation<'_>,
    endpoint: &Endpoint<'_>,
    bounds: &mut Bounds<'_>,
) -> (TokenStream, TokenStream) {
    let (mut steps, mut helpers) = (TokenStream::new(), TokenStream::new());

    for (name, field) in &endpoint.headers {
        bounds.push(field.optional.unwrap_or(field.ty), "HeaderField");
        let name = name.as_str();
        let step = |value| quote!(__request.header(__private::HeaderName::from_static(#name), #value););
        steps.extend(when_some(field, step));
    }

    let mut object = |helper: &str, style, fields: &[Field<'_>]| {
        let serialized = Serialized { operation, serde: endpoint.serde, name: helper, style, fields };
        if serialized.has_attributes() {
            helpers.extend(serialized.expand(bounds));
            let helper = format_ident!("{helper}");
            quote!(__private::Fields::whole(&#helper(self)))
        } else {
            members(operation, fields, bounds)
        }
    };
    if !endpoint.query.is_empty() {
        let query = object("__Query", Style::Members, &endpoint.query);
        steps.extend(quote!(__request.query(&#query);));
    }
    match &endpoint.body {
        Body::None => {}
        Body::Json(fields) => {
            let body = object("__Body", Style::Members, fields);
            steps.extend(quote!(__request.json(&#body);));
        }
        Body::Form(fields) => {
            let body = object("__Form", Style::Members, fields);
            steps.extend(quote!(__request.form(&#body);));
        }
        Body::Whole(field) if !field.serde.attrs.is_empty() => {
            let body = object("__Body", Style::Transparent, &[*field]);
            steps.extend(when_some(field, |_| quote!(__request.json(&#body);)));
        }
        Body::Whole(field) => {
            bounds.push_serialize(field.optional.unwrap_or(field.ty));
            steps.extend(when_some(field, |value| quote!(__request.json(&__private::Fields::whole(#value));)));
        }
    }
    (steps, helpers)
}

/// `__private::Fields::members("RenameModel", &[__private::Member::new("name", &self.name)])`
fn members(operation: &Operation<'_>, fields: &[Field<'_>], bounds: &mut Bounds<'_>) -> TokenStream {
    let members = fields.iter().map(|field| {
        bounds.push_serialize(field.optional.unwrap_or(field.ty));
        let (name, value, place) = (field.ident.unraw().to_string(), reference(field), Range::of(field.ty).start);
        let new = Ident::new(if field.optional.is_some() { "unless_none" } else { "new" }, located(place));
        quote_spanned!(located(place)=> __private::Member::#new(#name, #value))
    });
    let name = operation.ident.unraw().to_string();
    quote!(__private::Fields::members(#name, &[#(#members),*]))
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
    pub(super) params: Vec<&'a Ident>,
    pub(super) list: Vec<TokenStream>,
}

impl Bounds<'_> {
    pub(super) fn push(&mut self, ty: &Type, bound: &str) {
        self.push_tokens(ty, || here(bound));
    }

    pub(super) fn push_serialize(&mut self, ty: &Type) {
        self.push_tokens(ty, || quote!(__private::serde::Serialize));
    }

    fn push_tokens(&mut self, ty: &Type, bound: impl FnOnce() -> TokenStream) {
        if !self.params.is_empty() && mentions(ty.to_token_stream(), &self.params) {
            let bound = bound();
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
