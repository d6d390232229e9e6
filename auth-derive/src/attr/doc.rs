//! The doc comment.

use syn::{Attribute, Expr, ExprLit, Lit};

/// The first paragraph of the doc comment as one line; empty when there is none.
pub(crate) fn parse(attrs: &[Attribute]) -> String {
    let comment: Vec<String> = super::named(attrs, "doc").filter_map(text).collect();
    let lines = comment.iter().flat_map(|text| lines(text));
    let paragraph: Vec<&str> = lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ")
}

/// `#[doc = "text"]`, which `/// text` stands for.
fn text(attr: &Attribute) -> Option<String> {
    let mut value = &attr.meta.require_name_value().ok()?.value;
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The lines without indentation; those of `/** .. */` also without the asterisks that lead them.
fn lines(text: &str) -> Vec<&str> {
    if !text.contains('\n') {
        return vec![text.trim()];
    }
    text.lines().map(|line| line.trim_start().trim_start_matches('*').trim()).collect()
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    #[test]
    fn the_first_paragraph_becomes_one_line() {
        let attrs: [syn::Attribute; 6] = [
            parse_quote!(#[doc = ""]),
            parse_quote!(#[doc = " Reads models:"]),
            parse_quote!(#[doc = " IFC and DWG."]),
            parse_quote!(#[scope("model:read")]),
            parse_quote!(#[doc = ""]),
            parse_quote!(#[doc = " More."]),
        ];
        assert_eq!(super::parse(&attrs), "Reads models: IFC and DWG.");
    }

    #[test]
    fn a_block_comment_loses_its_asterisks() {
        let attrs = [parse_quote!(#[doc = "\n * Reads models:\n * IFC and DWG.\n *\n * More.\n "])];
        assert_eq!(super::parse(&attrs), "Reads models: IFC and DWG.");
    }

    #[test]
    fn without_a_comment_the_text_is_empty() {
        assert_eq!(super::parse(&[parse_quote!(#[doc(hidden)])]), "");
    }
}
