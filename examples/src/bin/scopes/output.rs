mod html;

use std::fmt::Write as _;

use anstyle::Style;
use auth_core::OperationInfo;
use serde_json::{Value, json};

use crate::listing::Listing;

pub(crate) use html::html;

const HEADING: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();

/// The operations by scope, to be read. Colours are taken out on the way where there is no terminal.
pub(crate) fn table(listing: &Listing) -> String {
    let mut text = String::new();
    for scope in &listing.scopes {
        let operations: Vec<_> = listing.needing(scope).collect();
        section(&mut text, scope.name(), scope.doc(), &operations);
    }
    let none: Vec<_> = listing.needing_none().collect();
    if !none.is_empty() {
        section(&mut text, "no scope", "", &none);
    }
    if let Some(least) = &listing.least {
        let least: Vec<_> = least.iter().map(|scope| scope.name()).collect();
        let least = if least.is_empty() { "none".to_owned() } else { least.join(" ") };
        // Nothing fails that is written into a string.
        _ = writeln!(text, "{HEADING}least scopes for all of them{HEADING:#}  {least}");
    }
    text
}

fn section(text: &mut String, name: &str, doc: &str, operations: &[&OperationInfo]) {
    let count = operations.len();
    let noun = if count == 1 { "operation" } else { "operations" };
    let separator = if doc.is_empty() { "" } else { "  " };
    _ = writeln!(text, "{HEADING}{name}{HEADING:#}  {count} {noun}{separator}{QUIET}{doc}{QUIET:#}");
    let width = operations.iter().map(|operation| operation.name().len()).max().unwrap_or_default();
    for operation in operations {
        let OperationText { name, method, path, note } = OperationText::of(operation);
        _ = writeln!(text, "  {name:width$}  {QUIET}{method:6} {path}{QUIET:#}{note}");
    }
    text.push('\n');
}

struct OperationText<'a> {
    name: &'a str,
    method: &'a str,
    path: &'a str,
    /// The whole requirement, where it is more than the scope of the section.
    note: String,
}

impl<'a> OperationText<'a> {
    fn of(operation: &'a OperationInfo) -> Self {
        let note = match operation.requirement().scopes().len() {
            0 | 1 => String::new(),
            _ => format!("  requires {}", operation.requirement()),
        };
        Self { name: operation.name(), method: operation.method().as_str(), path: operation.path(), note }
    }
}

/// The same for programs.
pub(crate) fn json(listing: &Listing) -> String {
    let operations: Vec<_> = listing.operations.iter().map(|operation| operation_json(operation)).collect();
    let scopes: Vec<_> = listing
        .scopes
        .iter()
        .map(|scope| {
            let operations: Vec<_> = listing.needing(scope).map(OperationInfo::name).collect();
            json!({ "name": scope.name(), "aliases": scope.aliases(), "doc": scope.doc(), "operations": operations })
        })
        .collect();
    let mut all = json!({ "sdk": listing.sdk, "operations": operations, "scopes": scopes });
    if let Some(least) = &listing.least {
        all["least"] = least.iter().map(|scope| Value::from(scope.name())).collect();
    }
    format!("{all:#}\n")
}

fn operation_json(operation: &OperationInfo) -> Value {
    let scopes: Vec<_> = operation.requirement().scopes().iter().map(|scope| scope.name()).collect();
    json!({
        "name": operation.name(),
        "doc": operation.doc(),
        "method": operation.method().as_str(),
        "path": operation.path(),
        "requirement": operation.requirement().to_string(),
        "scopes": scopes,
    })
}
