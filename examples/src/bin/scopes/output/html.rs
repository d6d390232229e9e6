use std::fmt::{self, Display, Write as _};

use auth_core::OperationInfo;

use crate::listing::Listing;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A page with the operations x scopes matrix, which needs nothing but itself.
pub(crate) fn html(listing: &Listing) -> String {
    let mut columns = String::new();
    let mut options = String::new();
    for (at, scope) in listing.scopes.iter().enumerate() {
        let (name, doc) = (Escaped(scope.name()), Escaped(scope.doc()));
        // Nothing fails that is written into a string.
        _ = write!(
            columns,
            "<th class=scope aria-sort=none title=\"{doc}\"><button data-column={}><span>{name}</span></button></th>",
            at + 2
        );
        _ = write!(options, "<option value=\"{name}\">{name}</option>");
    }
    let rows: String = listing.operations.iter().map(|operation| row(listing, operation)).collect();
    let count = listing.operations.len().to_string();
    let path = (listing.scopes.len() + 2).to_string();
    [
        ("{sdk}", listing.sdk),
        ("{count}", &count),
        ("{path}", &path),
        ("{columns}", &columns),
        ("{options}", &options),
        ("{rows}", &rows),
        ("{style}", STYLE),
        ("{script}", SCRIPT),
    ]
    .iter()
    .fold(PAGE.to_owned(), |page, (placeholder, text)| page.replace(placeholder, text))
}

fn row(listing: &Listing, operation: &OperationInfo) -> String {
    let requirement = operation.requirement();
    let needed = requirement.scopes();
    let cells: String = listing
        .scopes
        .iter()
        .map(|scope| match (needed.contains(scope), needed.len()) {
            (false, _) => "<td></td>",
            (true, 1) => "<td class=needs>●</td>",
            (true, _) => "<td class=needs>◐</td>",
        })
        .collect();
    format!(
        "<tr title=\"{}\"><th scope=row>{}</th><td class=method>{}</td>{cells}<td class=path>{}</td></tr>\n",
        Escaped(&format!("{} Requires {requirement}.", operation.doc())),
        Escaped(operation.name()),
        Escaped(operation.method().as_str()),
        Escaped(operation.path()),
    )
}

/// A text in HTML, in an element or in a quoted attribute.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            // So that no text is taken for a placeholder of the page.
            '{' => f.write_str("&#123;"),
            c => f.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        assert_eq!(Escaped("<a b=\"c\">&{d}").to_string(), "&lt;a b=&quot;c&quot;&gt;&amp;&#123;d}");
    }
}
