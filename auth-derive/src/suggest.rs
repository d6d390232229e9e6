//! What a misspelt word was probably meant to be.

/// The word nearest to `found`, when it is near enough: one slip in three letters.
pub(crate) fn nearest<'a>(found: &str, legal: &[&'a str]) -> Option<&'a str> {
    legal
        .iter()
        .map(|word| (strsim::damerau_levenshtein(found, word), *word))
        .filter(|(slips, word)| slips * 3 <= word.len().max(found.len()))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// The second half of a message about an unknown word: "did you mean `alias`?", or what there is.
pub(crate) fn hint(found: &str, legal: &[&str]) -> String {
    match (nearest(found, legal), legal) {
        (Some(word), _) => format!("did you mean `{word}`?"),
        (None, [only]) => format!("there is only `{only}`"),
        (None, _) => {
            let legal: Vec<_> = legal.iter().map(|word| format!("`{word}`")).collect();
            format!("there are {}", enumeration(&legal))
        }
    }
}

/// `a, b and c`
pub(crate) fn enumeration(words: &[String]) -> String {
    match words {
        [init @ .., last] if !init.is_empty() => format!("{} and {last}", init.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{hint, nearest};

    #[test]
    fn a_word_with_one_slip_is_recognized() {
        assert_eq!(nearest("aliass", &["alias", "implied_by"]), Some("alias"));
        assert_eq!(nearest("impliedby", &["alias", "implied_by"]), Some("implied_by"));
        assert_eq!(nearest("anny", &["any", "all"]), Some("any"));
        assert_eq!(nearest("al", &["any", "all"]), Some("all"));
        assert_eq!(nearest("autenticated", &["authenticated", "public"]), Some("authenticated"));
        assert_eq!(nearest("pubilc", &["authenticated", "public"]), Some("public"));
    }

    #[test]
    fn a_different_word_is_not_taken_for_a_slip() {
        assert_eq!(nearest("or", &["any", "all"]), None);
        assert_eq!(nearest("description", &["alias", "implied_by"]), None);
        assert_eq!(nearest("model_read", &["authenticated", "public"]), None);
    }

    #[test]
    fn without_a_near_word_the_hint_lists_all() {
        assert_eq!(hint("or", &["any", "all"]), "there are `any` and `all`");
        assert_eq!(hint("or", &["any", "all", "none"]), "there are `any`, `all` and `none`");
        assert_eq!(hint("name", &["crate"]), "there is only `crate`");
    }
}
