//! The sentence that documents an operation, made from its id.

use super::special::SENTENCES;

/// A verb of the ids, and what it is in English.
const VERBS: [(&str, &str); 30] = [
    ("accept", "Accept"),
    ("add", "Add"),
    ("bulk_delete", "Delete many"),
    ("bulk_full_update", "Change many"),
    ("bulk_remove", "Remove many"),
    ("bulk_update", "Replace many"),
    ("cancel", "Cancel"),
    ("check", "Check"),
    ("close", "Close"),
    ("create", "Create"),
    ("delete", "Delete"),
    ("deny", "Deny"),
    ("download", "Download"),
    ("export", "Export"),
    ("full_update", "Replace"),
    ("get", "Read"),
    ("import", "Import"),
    ("invite", "Invite"),
    ("leave", "Leave"),
    ("link", "Link"),
    ("list", "List"),
    ("merge", "Merge"),
    ("optimize", "Optimize"),
    ("pause", "Pause"),
    ("ping", "Ping"),
    ("remove", "Remove"),
    ("reset", "Reset"),
    ("resume", "Resume"),
    ("set", "Set"),
    ("update", "Change"),
];

/// What an operation does, in one sentence.
pub(super) fn sentence(id: &str, returns_list: bool) -> String {
    if let Some((_, sentence)) = SENTENCES.iter().find(|(special, _)| *special == id) {
        return (*sentence).to_owned();
    }
    let verb = VERBS.iter().filter(|(verb, _)| id.strip_prefix(verb).is_some_and(|rest| rest.starts_with('_')));
    let Some((verb, english)) = verb.max_by_key(|(verb, _)| verb.len()) else {
        return format!("{}.", capitalized(&words(id)));
    };
    let object = words(&id[verb.len() + 1..]);
    let english = if returns_list && *verb == "get" { "List" } else { english };
    format!("{english} {}.", with_articles(&object))
}

/// `get_model` becomes `GetModel`.
pub(super) fn type_name(id: &str) -> String {
    id.split('_').map(capitalized).collect()
}

fn words(id: &str) -> String {
    let words: Vec<_> = id.split('_').map(word).collect();
    words.join(" ").replace("mask2 d", "2D mask")
}

fn word(word: &str) -> &str {
    match word {
        "bcf" => "BCF",
        "dms" => "DMS",
        "ifc" => "IFC",
        "ifcs" => "IFC models",
        "manage" => "managed",
        "self" => "own",
        "xkt" => "XKT",
        "xlsx" => "XLSX",
        word => word,
    }
}

/// Puts articles before singulars: `classifications of element` becomes `classifications of an element`.
fn with_articles(object: &str) -> String {
    let parts: Vec<_> = object.split(" of ").map(with_article).collect();
    parts.join(" of ")
}

fn with_article(noun: &str) -> String {
    let is_plural = noun.ends_with('s') && !noun.ends_with("status") && !noun.ends_with("access");
    if is_plural {
        return noun.to_owned();
    }
    // `user` and `unit` begin with a consonant when spoken, `XKT` and `XLSX` with a vowel.
    let first = noun.split(' ').next().unwrap_or(noun);
    let vowel = matches!(first, "IFC" | "XKT" | "XLSX")
        || first.starts_with(['a', 'e', 'i', 'o'])
        || (first.starts_with('u') && !matches!(first, "user" | "unit"));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
