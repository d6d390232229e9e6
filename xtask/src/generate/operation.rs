use std::{
    collections::BTreeSet,
    fmt::{self, Write as _},
};

use super::{
    path, query,
    table::{Body, Row},
    words,
};

/// What a file has to import for its operations.
#[derive(Debug, Default)]
pub(super) struct Imports {
    pub(super) core: BTreeSet<&'static str>,
    pub(super) scopes: BTreeSet<String>,
    pub(super) types: BTreeSet<String>,
    pub(super) value: bool,
}

impl Imports {
    /// A type of this crate by its name, or JSON.
    fn resolve(&mut self, name: &str, typed: &BTreeSet<String>) -> String {
        if typed.contains(name) {
            self.types.insert(name.to_owned());
            name.to_owned()
        } else {
            self.value = true;
            "Value".to_owned()
        }
    }
}

/// A field of the type to be.
struct Field {
    name: String,
    kind: String,
    attributes: Vec<String>,
    doc: String,
    /// Its value when nothing is said of it.
    default: Option<&'static str>,
}

/// The type of one operation, not formatted.
///
/// Writes:
/// ```text
/// /// Change a model.
/// ///
/// /// `PATCH /model/{id}`
/// #[derive(ApiOperation, Clone, Debug)]
/// #[operation(PATCH, "/model/{id}", response = Model)]
/// #[requires(ModelWrite)]
/// pub struct UpdateModel {
///     /// The model's number.
///     pub id: u64,
///     /// What is sent.
///     #[body]
///     pub body: PatchedModelRequest,
/// }
/// ```
pub(super) fn write(
    out: &mut String,
    row: &Row<'_>,
    typed: &BTreeSet<String>,
    imports: &mut Imports,
) -> anyhow::Result<()> {
    imports.core.insert("ApiOperation");
    let fields = fields(row, typed, imports)?;
    let response = response(row.response, typed, imports);
    write_doc(out, row, response.as_deref())?;

    let is_default = !fields.is_empty() && fields.iter().all(|field| field.default.is_some());
    writeln!(out, "#[derive(ApiOperation, Clone, Debug{})]", if is_default { ", Default" } else { "" })?;
    write!(out, "#[operation({}, {:?}", row.method, row.path)?;
    if let Some(response) = &response {
        write!(out, ", response = {response}")?;
    }
    writeln!(out, ")]")?;
    write_requirement(out, row, imports)?;

    let name = words::type_name(row.id);
    if fields.is_empty() {
        writeln!(out, "pub struct {name};")?;
        return Ok(());
    }
    writeln!(out, "pub struct {name} {{")?;
    for field in &fields {
        writeln!(out, "/// {}", field.doc)?;
        for attribute in &field.attributes {
            writeln!(out, "#[{attribute}]")?;
        }
        writeln!(out, "pub {}: {},", field.name, field.kind)?;
    }
    writeln!(out, "}}")?;
    if !is_default && fields.iter().any(|field| field.default.is_some()) {
        write_new(out, &name, &fields)?;
    }
    Ok(())
}

fn fields(row: &Row<'_>, typed: &BTreeSet<String>, imports: &mut Imports) -> anyhow::Result<Vec<Field>> {
    let mut fields = Vec::new();
    for parameter in path::parameters(row.path)? {
        if parameter.kind == path::Kind::Secret {
            imports.core.insert("Secret");
        }
        fields.push(Field {
            name: parameter.name.to_owned(),
            kind: parameter.kind.rust().to_owned(),
            attributes: Vec::new(),
            doc: parameter.doc,
            default: None,
        });
    }
    for name in &row.query {
        let parameter = query::parameter(row.id, name)?;
        let mut attributes = Vec::new();
        // The default of the methods that have no body.
        if !matches!(row.method, "GET" | "DELETE") {
            attributes.push("query".to_owned());
        }
        if parameter.wire_name != parameter.name {
            attributes.push(format!("serde(rename = {:?})", parameter.wire_name));
        }
        fields.push(Field {
            name: if parameter.name == "type" { "r#type".to_owned() } else { parameter.name },
            kind: parameter.kind.rust().to_owned(),
            attributes,
            doc: parameter.doc,
            default: Some(parameter.kind.empty()),
        });
    }
    if let Body::Json(name) = row.body {
        let name = words::type_name(name);
        let kind = imports.resolve(&name, typed);
        let doc = match (kind.as_str(), name.as_str()) {
            // What its clients call a body that is a bare list.
            ("Value", "RequestBody") => "What is sent: a list of identifiers.".to_owned(),
            ("Value", name) => format!("What is sent: BIMData's `{name}`."),
            _ => "What is sent.".to_owned(),
        };
        fields.push(Field { name: "body".to_owned(), kind, attributes: vec!["body".to_owned()], doc, default: None });
    }
    Ok(fields)
}

fn response(name: &str, typed: &BTreeSet<String>, imports: &mut Imports) -> Option<String> {
    let (name, is_list) = name.strip_suffix("[]").map_or((name, false), |name| (name, true));
    let item = match name {
        "" => return None,
        "file_type" => return Some("bytes".to_owned()),
        "str" => "String".to_owned(),
        name => imports.resolve(name, typed),
    };
    Some(if is_list { format!("Vec<{item}>") } else { item })
}

fn write_doc(out: &mut String, row: &Row<'_>, response: Option<&str>) -> fmt::Result {
    writeln!(out, "/// {}", words::sentence(row.id, row.response.ends_with("[]")))?;
    writeln!(out, "///\n/// `{} {}`", row.method, row.path)?;
    if matches!(response, Some("Value" | "Vec<Value>")) {
        writeln!(out, "///\n/// The response is BIMData's `{}`.", row.response)?;
    }
    if let Body::Form(parts) = &row.body {
        let parts: Vec<_> = parts.iter().map(|part| format!("`{part}`")).collect();
        writeln!(
            out,
            "///\n/// The body is `multipart/form-data`: see [`BimData::upload`](crate::BimData::upload). Its parts besides a file:"
        )?;
        writeln!(out, "/// {}.", parts.join(", "))?;
    }
    Ok(())
}

fn write_requirement(out: &mut String, row: &Row<'_>, imports: &mut Imports) -> fmt::Result {
    // `ifc:*` is the old name of `model:*`: one scope with an alias.
    let names: Vec<_> = row.scopes.iter().map(|name| name.replacen("ifc:", "model:", 1)).collect();
    let mut scopes: Vec<String> = Vec::new();
    for scope in names.iter().map(|name| words::type_name(&name.replace(':', "_"))) {
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    imports.scopes.extend(scopes.iter().cloned());
    match &scopes[..] {
        [] => writeln!(out, "#[requires(authenticated)]"),
        [scope] => writeln!(out, "#[requires({scope})]"),
        several => {
            writeln!(
                out,
                "// BIMData says `{}`, and not whether both are needed: read as one is enough.",
                row.scopes.join(" ")
            )?;
            writeln!(out, "#[requires(any({}))]", several.join(", "))
        }
    }
}

/// A constructor which takes what has to be there, so that the rest can be left out with `..GetModels::new(1, 2)`.
fn write_new(out: &mut String, name: &str, fields: &[Field]) -> fmt::Result {
    let takes_text = fields.iter().any(|field| field.default.is_none() && field.kind == "String");
    writeln!(out, "\nimpl {name} {{")?;
    writeln!(out, "/// Without any query parameter; to set some, `{name} {{ .., ..{name}::new(..) }}`.")?;
    writeln!(out, "#[must_use]")?;
    write!(out, "pub {}fn new(", if takes_text { "" } else { "const " })?;
    for field in fields.iter().filter(|field| field.default.is_none()) {
        let kind = if field.kind == "String" { "impl Into<String>" } else { &field.kind };
        write!(out, "{}: {kind},", field.name)?;
    }
    writeln!(out, ") -> Self {{ Self {{")?;
    for field in fields {
        match field.default {
            None if field.kind == "String" => write!(out, "{0}: {0}.into(),", field.name)?,
            None => write!(out, "{},", field.name)?,
            Some(default) => write!(out, "{}: {default},", field.name)?,
        }
    }
    writeln!(out, "}} }} }}")
}
