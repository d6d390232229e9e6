use super::parts::{Body, Field, Parts};
use crate::{
    ast,
    attr::{
        operation::{OperationAttr, Response},
        serde::{Keys, refuse_whole},
    },
    errors::Errors,
    header::HeaderName,
    method::Method,
    suggest,
    template::Template,
};
use syn::{Data, DeriveInput, Fields, ext::IdentExt};

/// The request of an operation, ready to be written. When there was a mistake, it says nothing of the fields.
pub(crate) struct Endpoint<'a> {
    pub(crate) method: Method,
    /// The path as it was written.
    pub(crate) template: String,
    /// The fields that it names, in its order.
    pub(crate) path: Vec<Field<'a>>,
    pub(crate) response: &'a Response,
    /// In seconds.
    pub(crate) min_validity: u64,
    /// Whether it is said to be, whatever its method says.
    pub(crate) idempotent: bool,
    pub(crate) headers: Vec<(HeaderName, Field<'a>)>,
    pub(crate) query: Vec<Field<'a>>,
    pub(crate) body: Body<'a>,
    /// `#[serde(..)]` of the struct.
    pub(crate) serde: &'a Keys<'a>,
}

impl<'a> Endpoint<'a> {
    pub(crate) fn check(parsed: &'a ast::Operation<'a>, errors: &Errors) -> Option<Self> {
        let ast::Endpoint { attr, serde, fields } = parsed.endpoint.as_ref()?;
        let template = check_template(attr, errors);
        let mut path = Vec::new();
        let mut parts = Parts::default();
        if check_shape(parsed.input, attr, errors) {
            parts = Parts::check(fields, template.as_ref(), errors);
            let names: Vec<_> = fields.iter().filter_map(|attrs| attrs.field.ident.as_ref()).collect();
            let names: Vec<_> = names.into_iter().map(|name| name.unraw().to_string()).collect();
            // What stands for a misspelt placeholder would be left over for the body.
            let is_complete = template.as_ref().is_some_and(|template| check_names(template, &names, attr, errors));
            if let Some(method) = attr.method {
                parts.check_body(method, is_complete, errors);
                check_response(method, &attr.response, errors);
            }
            // Of a body that is one value it says nothing new.
            if let Some(meta) = serde.any_of(&["transparent"])
                && parts.has_members()
            {
                refuse_whole(meta, "transparent", errors);
            }
            path = template.unwrap_or_default().placeholders().filter_map(|name| parts.path_field(name)).collect();
        }
        if errors.any() {
            parts = Parts::default();
            path.clear();
        }

        let method = attr.method.unwrap_or(Method::Get);
        let (headers, query, body) = parts.split(method);
        Some(Self {
            method,
            template: attr.path.as_ref().map_or_else(|| "/".to_owned(), syn::LitStr::value),
            path,
            response: &attr.response,
            min_validity: attr.min_validity,
            idempotent: attr.idempotent,
            headers,
            query,
            body,
            serde,
        })
    }
}

fn check_template(attr: &OperationAttr<'_>, errors: &Errors) -> Option<Template> {
    let path = attr.path.as_ref()?;
    Template::parse(&path.value()).map_err(|mistakes| mistakes.iter().for_each(|mistake| errors.at(path, mistake))).ok()
}

fn check_shape(input: &DeriveInput, attr: &OperationAttr<'_>, errors: &Errors) -> bool {
    let ident = &input.ident;
    match &input.data {
        Data::Struct(data) => {
            let has_names = !matches!(&data.fields, Fields::Unnamed(fields) if !fields.unnamed.is_empty());
            if !has_names {
                errors.at(
                    &data.fields,
                    format!("the fields of a request have names; write `struct {ident} {{ model_id: u64 }}`"),
                );
            }
            has_names
        }
        Data::Enum(_) => {
            errors.at(
                attr.attr,
                format!("`#[operation(..)]` describes one request, and `{ident}` is an enum; make each a struct"),
            );
            false
        }
        Data::Union(_) => false, // reported for the operation
    }
}

fn check_response(method: Method, response: &Response, errors: &Errors) {
    if let (Method::Head, Response::Json(ty)) = (method, response) {
        errors.at(ty, "the response to a `HEAD` request has no body; leave `response` out, or use `GET`");
    }
}

/// Whether each placeholder is the name of a field.
fn check_names(template: &Template, fields: &[String], attr: &OperationAttr<'_>, errors: &Errors) -> bool {
    let fields: Vec<_> = fields.iter().map(String::as_str).collect();
    let unknown: Vec<_> = template.placeholders().filter(|name| !fields.contains(name)).collect();
    let free: Vec<_> = fields.into_iter().filter(|field| !template.placeholders().any(|name| name == *field)).collect();
    for name in &unknown {
        let hint = match suggest::nearest(name, &free) {
            Some(field) => format!("did you mean `{{{field}}}`?"),
            None => format!("add the field `{name}`, or remove `{{{name}}}` from the path"),
        };
        errors.at(&attr.path, format!("`{{{name}}}` names no field; {hint}"));
    }
    unknown.is_empty()
}
