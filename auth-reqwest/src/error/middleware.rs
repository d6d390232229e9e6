use std::{error, fmt, iter};

use reqwest::Url;

use crate::origin::Origin;

/// The error of another middleware, as far as it may be shown.
///
/// Such an error often repeats the URL of the request, whose path or query may hold a secret. Its texts, and those of what
/// caused it, are shown with no more of a URL than the origin: `https://api.example.com/..`.
pub struct MiddlewareError {
    error: reqwest_middleware::Error,
    shown: Shown,
}

impl MiddlewareError {
    pub(super) fn new(error: reqwest_middleware::Error) -> Self {
        let chain = iter::successors(Some(&error as &(dyn error::Error + 'static)), |error| error.source());
        let texts: Vec<_> = chain.map(|error| without_paths(&error.to_string())).collect();
        let caused = |cause: Option<Shown>, text| Some(Shown { text, cause: cause.map(Box::new) });
        let shown = texts.into_iter().rev().fold(None, caused).unwrap_or_default();
        Self { error, shown }
    }

    /// The error itself, to find out what it is. Whoever calls this sees to it that its texts, which may have a URL with a
    /// secret in it, go nowhere else.
    #[must_use]
    pub const fn expose(&self) -> &reqwest_middleware::Error {
        &self.error
    }
}

impl fmt::Debug for MiddlewareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MiddlewareError").field(&self.shown).finish()
    }
}

impl fmt::Display for MiddlewareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown.fmt(f)
    }
}

impl error::Error for MiddlewareError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.shown.source()
    }
}

/// What an error says, and what its cause does.
#[derive(Debug, Default)]
struct Shown {
    text: String,
    cause: Option<Box<Self>>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl error::Error for Shown {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

/// The text with the origin in the place of each URL.
fn without_paths(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let start = rest[..at]
            .rfind(|c| !is_of_scheme(c))
            .map_or(0, |before| before + rest[before..].chars().next().map_or(1, char::len_utf8));
        let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>');
        let end = rest[at..].find(is_end).map_or(rest.len(), |len| at + len);
        let url = &rest[start..end];
        shown.push_str(&rest[..start]);
        match Url::parse(url) {
            Ok(url) => shown.push_str(&Origin::of(&url).to_string()),
            Err(_) => shown.push_str("a URL"),
        }
        shown.push_str("/..");
        // reqwest puts it in parentheses.
        shown.extend(url.ends_with(')').then_some(')'));
        rest = &rest[end..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::without_paths;

    #[test]
    fn of_a_url_the_origin_is_shown() {
        for (text, shown) in [
            ("for url (https://a.example:8443/b/sesame?c=sesame#sesame)", "for url (https://a.example:8443/..)"),
            (
                "https://me:sesame@a.example/ and\nhttp://b.example/sesame, too",
                "https://a.example/.. and\nhttp://b.example/.. too",
            ),
            ("\"https://a.example/(sesame)/sesame\"", "\"https://a.example/..\""),
            ("for url (https://a.example/b?c=`sesame)", "for url (https://a.example/..)"),
            ("éhttps://sesame:sesame:sesame/sesame", "éa URL/.."),
            ("://sesame", "a URL/.."),
            ("no such host", "no such host"),
        ] {
            assert_eq!(without_paths(text), shown);
        }
    }
}
