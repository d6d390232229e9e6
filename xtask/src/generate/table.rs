use std::collections::HashSet;

use anyhow::{Context as _, bail, ensure};

/// The columns, in their order.
const COLUMNS: &str = "group\toperation_id\tmethod\tpath\tdocumented_scopes\tquery_parameters\tbody\tresponse";

/// One row of `operations.tsv`, as far as it is known to be sound.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) group: &'a str,
    pub(super) id: &'a str,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// Names of scopes as they are documented, old ones included.
    pub(super) scopes: Vec<&'a str>,
    pub(super) query: Vec<&'a str>,
    pub(super) body: Body<'a>,
    /// The type of the response, `[]` after it if it is a list; empty if there is none.
    pub(super) response: &'a str,
}

/// What the request carries.
#[derive(Debug)]
pub(super) enum Body<'a> {
    Nothing,
    /// JSON of this type, in the documentation's spelling: `patched_model_request`.
    Json(&'a str),
    /// `multipart/form-data`, with these parts.
    Form(Vec<&'a str>),
}

pub(super) fn parse(text: &str) -> anyhow::Result<Vec<Row<'_>>> {
    let mut lines = text.lines();
    ensure!(lines.next() == Some(COLUMNS), "the first line has to be `{COLUMNS}`");
    let mut ids = HashSet::new();
    let mut rows = Vec::new();
    for (number, line) in lines.enumerate() {
        let row = row(line).with_context(|| format!("line {} of the table", number + 2))?;
        ensure!(ids.insert(row.id), "`{}` is there twice", row.id);
        rows.push(row);
    }
    Ok(rows)
}

fn row(line: &str) -> anyhow::Result<Row<'_>> {
    let cells: Vec<_> = line.split('\t').collect();
    let [group, id, method, path, scopes, query, body, response] = cells[..] else {
        bail!("{} cells instead of 8", cells.len());
    };
    Ok(Row { group, id, method, path, scopes: words(scopes), query: words(query), body: parse_body(body)?, response })
}

fn parse_body(cell: &str) -> anyhow::Result<Body<'_>> {
    let parts: Vec<_> = cell
        .split_whitespace()
        .map(|part| part.rsplit_once(':').with_context(|| format!("`{part}` does not say where it goes")))
        .collect::<anyhow::Result<_>>()?;
    if let [(name, "body")] = parts[..] {
        return Ok(Body::Json(name));
    }
    if let Some((name, kind)) = parts.iter().find(|(_, kind)| *kind != "form") {
        bail!("`{name}:{kind}` is neither a whole body nor a part of a form");
    }
    if parts.is_empty() { Ok(Body::Nothing) } else { Ok(Body::Form(parts.into_iter().map(|(name, _)| name).collect())) }
}

fn words(cell: &str) -> Vec<&str> {
    cell.split_whitespace().collect()
}
