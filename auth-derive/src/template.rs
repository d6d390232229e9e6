//! The path of an operation: `/model/{model_id}`.

use std::collections::HashSet;

/// A legal path template: `path-absolute` of RFC 3986, section 3.3, with fields in braces.
///
/// What a field may hold is another matter, and decided where the path is built; this is what the author wrote.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Template {
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Piece {
    Literal(String),
    /// The name of a field.
    Placeholder(String),
}

impl Template {
    /// The template, or everything that is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, Vec<String>> {
        if !text.starts_with('/') {
            return Err(vec![no_slash(text)]);
        }
        let template = split(text).map_err(|mistake| vec![mistake])?;
        let mut mistakes = template.misnamed();
        mistakes.extend(illegal_char(text));
        mistakes.extend(template.illegal_segment());
        if mistakes.is_empty() { Ok(template) } else { Err(mistakes) }
    }

    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Placeholder(name) => Some(name.as_str()),
            Piece::Literal(_) => None,
        })
    }

    fn misnamed(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let mistake = |name| match name {
            "" => Some("`{}` names no field; write `{model_id}` for the field `model_id`".to_owned()),
            _ if !is_name(name) => Some(format!(
                "`{{{name}}}` names no field; in braces stands the name of a field and nothing else: `{{model_id}}`"
            )),
            _ if !seen.insert(name) => Some(format!("`{{{name}}}` is in the path twice")),
            _ => None,
        };
        self.placeholders().filter_map(mistake).collect()
    }

    fn illegal_segment(&self) -> Option<String> {
        let shape: String = self.pieces.iter().map(Piece::shape).collect();
        let mut segments = shape.split('/').skip(1).peekable();
        while let Some(segment) = segments.next() {
            // A slash at the end is legal, and leaves nothing after it.
            if segment.is_empty() && segments.peek().is_some() {
                return Some("the path has an empty segment; write one `/` where it has `//`".to_owned());
            }
            if let Some(name) = segment.strip_prefix(':') {
                return Some(format!(
                    "the path has the segment `{segment}`, which is sent as it is; a field is written `{{{name}}}` (and \
                     a colon that is meant, `%3A`)"
                ));
            }
            // As some servers read it.
            let plain = segment.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "/");
            if plain.split('/').any(|part| matches!(part, "." | "..")) {
                return Some(format!(
                    "the path has the segment `{segment}`, which leads elsewhere; write where it leads"
                ));
            }
        }
        None
    }
}

impl Piece {
    /// What the segments are told by: a placeholder is never empty, and holds no slash.
    fn shape(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            Self::Placeholder(_) => "{}",
        }
    }
}

fn no_slash(text: &str) -> String {
    match text.split_once("://").map(|(_, rest)| rest.split_once('/')) {
        Some(Some((_, path))) => format!("the path begins with `/`; the host is the client's: \"/{path}\""),
        Some(None) => "the path begins with `/`; the host is the client's".to_owned(),
        None => format!("the path begins with `/`: \"/{text}\""),
    }
}

fn split(text: &str) -> Result<Template, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(brace) = rest.find(['{', '}']) {
        let (literal, from_brace) = rest.split_at(brace);
        let position = text[..text.len() - from_brace.len()].chars().count() + 1;
        let Some(inside) = from_brace.strip_prefix('{') else {
            return Err(format!("`}}` at position {position} closes nothing"));
        };
        let closed = inside.split_once('}').filter(|(name, _)| !name.contains('{'));
        let Some((name, after)) = closed else {
            return Err(format!("`{{` at position {position} is not closed"));
        };
        pieces.extend(literal_piece(literal));
        pieces.push(Piece::Placeholder(name.to_owned()));
        rest = after;
    }
    pieces.extend(literal_piece(rest));
    Ok(Template { pieces })
}

fn literal_piece(text: &str) -> Option<Piece> {
    (!text.is_empty()).then(|| Piece::Literal(text.to_owned()))
}

fn is_name(name: &str) -> bool {
    let is_start = |char: char| char == '_' || char.is_alphabetic();
    name.starts_with(is_start) && name.chars().all(|char| is_start(char) || char.is_numeric())
}

/// The first character outside of braces that is neither `/` nor `pchar`.
fn illegal_char(text: &str) -> Option<String> {
    let mut is_literal = true;
    for ((at, char), position) in text.char_indices().zip(1..) {
        match char {
            '{' => is_literal = false,
            '}' => is_literal = true,
            _ if !is_literal || is_legal(char) => {}
            '%' if is_encoded_byte(&text[at..]) => {}
            '?' => {
                return Some(format!(
                    "the path has a query at position {position}; end it there, and make a field of each parameter"
                ));
            }
            '#' => {
                return Some(format!(
                    "the path has a fragment at position {position}, which is never sent; end it there"
                ));
            }
            '<' | '>' => {
                return Some(format!(
                    "`{char}` at position {position} is not allowed in a path; a field is written `{{model_id}}`"
                ));
            }
            _ => {
                let char = char.escape_debug();
                return Some(format!(
                    "`{char}` at position {position} is not allowed in a path; percent-encode it (RFC 3986, section 3.3)"
                ));
            }
        }
    }
    None
}

/// `/ unreserved / sub-delims / ":" / "@"`
fn is_legal(char: char) -> bool {
    char.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@".contains(char)
}

/// `"%" HEXDIG HEXDIG`
fn is_encoded_byte(text: &str) -> bool {
    matches!(text.as_bytes(), [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{Piece, Template};

    fn pieces(text: &str) -> Vec<Piece> {
        Template::parse(text).expect("the path is legal").pieces
    }

    fn refusals(text: &str) -> Vec<String> {
        Template::parse(text).expect_err("the path is illegal")
    }

    fn refusal(text: &str) -> String {
        let refusals = refusals(text);
        assert_eq!(refusals.len(), 1, "{refusals:?}");
        refusals.concat()
    }

    fn literal(text: &str) -> Piece {
        Piece::Literal(text.to_owned())
    }

    fn placeholder(name: &str) -> Piece {
        Piece::Placeholder(name.to_owned())
    }

    #[test]
    fn the_placeholders_of_other_libraries_are_told_from_ours() {
        assert!(refusal("/model/:id").contains("a field is written `{id}`"));
        assert!(refusal("/model/<id>").contains("a field is written `{model_id}`"));
        assert_eq!(pieces("/model:batch/%3Aid"), [literal("/model:batch/%3Aid")]);
    }

    #[test]
    fn a_path_without_placeholders_is_one_literal() {
        assert_eq!(pieces("/user"), [literal("/user")]);
        assert_eq!(pieces("/"), [literal("/")]);
        assert_eq!(pieces("/cloud/"), [literal("/cloud/")]);
    }

    #[test]
    fn a_placeholder_may_be_a_segment_part_of_one_or_next_to_another() {
        assert_eq!(
            pieces("/Context--{context_id}/{size}Thumbnail/{a}-{b}{c}"),
            [
                literal("/Context--"),
                placeholder("context_id"),
                literal("/"),
                placeholder("size"),
                literal("Thumbnail/"),
                placeholder("a"),
                literal("-"),
                placeholder("b"),
                placeholder("c"),
            ]
        );
        assert_eq!(pieces("/{größe2}"), [literal("/"), placeholder("größe2")]);
    }

    #[test]
    fn the_charset_of_literals_is_that_of_rfc_3986() {
        for byte in 0..=u8::MAX {
            let char = char::from(byte);
            let legal = char.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@".contains(char);
            assert_eq!(Template::parse(&format!("/a{char}b")).is_ok(), legal, "{char:?}");
        }
        assert_eq!(pieces("/a%20%2Fb"), [literal("/a%20%2Fb")]);
    }

    #[test]
    fn a_refusal_says_which_character_where() {
        assert!(refusal("/modèl").starts_with("`è` at position 5 "));
        assert!(refusal("/{größe}/è/è").starts_with("`è` at position 10 "));
        assert!(refusal("/a b").starts_with("` ` at position 3 "));
        assert!(refusal("/100%").starts_with("`%` at position 5 "));
        assert!(refusal("/%2").starts_with("`%` at position 2 "));
        assert!(refusal("/%é0").starts_with("`%` at position 2 "));
        assert!(refusal("/user?id=1").starts_with("the path has a query at position 6"));
        assert!(refusal("/user#top").starts_with("the path has a fragment at position 6"));
    }

    #[test]
    fn the_slash_at_the_beginning_is_shown_where_it_belongs() {
        assert_eq!(refusal("user"), "the path begins with `/`: \"/user\"");
        assert_eq!(refusal(""), "the path begins with `/`: \"/\"");
        assert!(refusal("https://api.example.com/user").ends_with("the host is the client's: \"/user\""));
        assert!(refusal("https://api.example.com").ends_with("the host is the client's"));
    }

    #[test]
    fn a_segment_is_not_empty_and_does_not_lead_elsewhere() {
        for text in ["//", "//host/user", "/a//b", "/a//"] {
            assert!(refusal(text).contains("empty segment"), "{text}");
        }
        for text in ["/.", "/..", "/a/./b", "/a/../b", "/%2e%2E/a", "/.%2e"] {
            assert!(refusal(text).contains("leads elsewhere"), "{text}");
        }
        assert_eq!(pieces("/.well-known/..."), [literal("/.well-known/...")]);
        assert_eq!(pieces("/.{a}"), [literal("/."), placeholder("a")]);
    }

    #[test]
    fn braces_are_balanced() {
        for text in ["/a/{id", "/a/{id/{x}", "/a/{{id}}"] {
            assert_eq!(refusal(text), "`{` at position 4 is not closed", "{text}");
        }
        for text in ["/a/}", "/é/}/b}"] {
            assert_eq!(refusal(text), "`}` at position 4 closes nothing", "{text}");
        }
    }

    #[test]
    fn in_braces_stands_a_name() {
        assert!(refusal("/{}").starts_with("`{}` names no field"));
        for name in ["a b", "1a", "*rest", "id:u64", " id", "r#type", "a/b", "0"] {
            assert!(refusal(&format!("/{{{name}}}")).starts_with(&format!("`{{{name}}}` names no field")));
        }
    }

    #[test]
    fn a_name_stands_once() {
        assert_eq!(refusal("/{id}/{id}"), "`{id}` is in the path twice");
    }

    #[test]
    fn all_mistakes_are_found() {
        assert_eq!(refusals("/{}//{id}/{id}?x").len(), 4);
    }
}
