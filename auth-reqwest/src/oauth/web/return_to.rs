use reqwest::Url;

/// How long a path may be that is kept for each who begins to sign in.
const LONGEST: usize = 2048;

/// Where a browser goes after it has signed in: a path of the application.
#[derive(Clone, Debug)]
pub(super) struct ReturnTo(String);

impl ReturnTo {
    /// What leads to another host, in whichever way a browser would read it, becomes `/`; and so does what is too long.
    pub(super) fn read(text: &str) -> Self {
        let path = path_of(text).filter(|path| path.len() <= LONGEST);
        Self(path.unwrap_or_else(|| "/".to_owned()))
    }

    pub(super) fn path(&self) -> &str {
        &self.0
    }

    /// The query of the path to sign in at.
    pub(super) fn query_of(&self, sign_in: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        format!("{sign_in}?{}", query.append_pair("return_to", &self.0).finish())
    }
}

/// The path as a browser would go to it. The parser is that of browsers, which takes `\` for `/` and drops line breaks.
fn path_of(text: &str) -> Option<String> {
    let here = Url::parse("https://application.invalid/").ok()?;
    let url = here.join(text).ok().filter(|url| text.starts_with('/') && url.origin() == here.origin())?;
    // A path that was normalized may begin with two slashes, which would be followed by a host.
    if url.path().starts_with("//") || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let part = |mark, part: Option<&str>| part.map(|part| format!("{mark}{part}")).unwrap_or_default();
    Some([url.path(), &part('?', url.query()), &part('#', url.fragment())].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_the_application_is_gone_back_to() {
        for path in ["/", "/models?page=2#third", "/a//b", "/%2F/evil.example"] {
            assert_eq!(ReturnTo::read(path).path(), path);
        }
        let elsewhere = [
            "",
            "models",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "/.//evil.example",
            "/..//evil.example",
            "/a/..//evil.example",
            "https://evil.example/",
            "https:evil.example",
            "https://application.invalid@evil.example/",
            "javascript:alert(1)",
            "data:text/html,x",
        ];
        for path in elsewhere {
            assert_eq!(ReturnTo::read(path).path(), "/", "{path:?}");
        }
    }

    #[test]
    fn a_path_that_nobody_needs_is_not_kept() {
        let longest = format!("/{}", "a".repeat(2047));
        assert_eq!(ReturnTo::read(&longest).path(), longest);
        assert_eq!(ReturnTo::read(&format!("{longest}a")).path(), "/");
    }

    #[test]
    fn a_line_break_does_not_get_into_a_header() {
        assert_eq!(ReturnTo::read("/a\r\nSet-Cookie: b=c").path(), "/aSet-Cookie:%20b=c");
    }

    #[test]
    fn a_path_survives_the_way_through_a_query() {
        assert_eq!(ReturnTo::read("/a?b=c&d").query_of("/auth/sign-in"), "/auth/sign-in?return_to=%2Fa%3Fb%3Dc%26d");
    }
}
