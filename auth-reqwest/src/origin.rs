use std::{fmt, str::FromStr};

use reqwest::{Url, redirect};

use crate::ConfigurationError;

/// How many redirects are followed: as many as reqwest itself does.
const MOST_REDIRECTS: usize = 10;

/// A redirect policy that stays within the origin (scheme, host and port); another redirect is handed to the caller.
///
/// reqwest by itself follows a redirect to any origin. It leaves `Authorization` and a few other headers behind then, but
/// takes along all the rest, such as the header of an API key.
///
/// ```
/// let http = reqwest::Client::builder().redirect(auth_reqwest::same_origin_redirects()).build().unwrap();
/// # _ = http;
/// ```
#[must_use]
pub fn same_origin_redirects() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let previous = attempt.previous();
        let stays = previous.last().is_some_and(|from| from.origin() == attempt.url().origin());
        if previous.len() > MOST_REDIRECTS {
            attempt.error("too many redirects")
        } else if stays {
            attempt.follow()
        } else {
            attempt.stop()
        }
    })
}

/// The scheme, host and port that a credential may be sent to (RFC 6454).
#[derive(Clone, Eq, PartialEq)]
pub(crate) struct Origin(Url);

impl Origin {
    /// The origin of a URL; what else the URL has does not count.
    pub(crate) fn of(url: &Url) -> Self {
        let mut url = url.clone();
        url.set_path("");
        url.set_query(None);
        url.set_fragment(None);
        // Fails for URLs without a host only, which have no user either.
        _ = url.set_username("");
        _ = url.set_password(None);
        Self(url)
    }

    /// As it is written, which ends with the slash that begins a path; a URL with a user part by part. [`Url::origin`]
    /// would copy the parts for each request.
    pub(crate) fn includes(&self, url: &Url) -> bool {
        let own = &self.0;
        url.as_str().starts_with(own.as_str())
            || url.scheme() == own.scheme()
                && url.host_str() == own.host_str()
                && url.port_or_known_default() == own.port_or_known_default()
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// Whether what is sent there can be read on the way: http, unless it does not leave the machine.
pub(crate) fn is_readable_on_the_way(url: &Url) -> bool {
    url.scheme() != "https" && !is_loopback(url)
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost",
    }
}

/// Parses a base URL or origin: http or https, with a host, without user, query or fragment.
pub(crate) fn parse_base(text: &str) -> Result<Url, ConfigurationError> {
    let invalid = |problem| ConfigurationError::InvalidUrl { url: shown(text), problem };
    let url = parse_server(text).map_err(invalid)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("it must not have a query or fragment".into()));
    }
    Ok(url)
}

type ParseError = <Url as FromStr>::Err;

/// Parses the URL of a server, or says what is wrong with it: http or https, with a host, without user.
pub(crate) fn parse_server(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| match error {
        ParseError::RelativeUrlWithoutBase => "it has no scheme; begin it with `https://`".to_owned(),
        error => error.to_string(),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("it must begin with `https://`, or `http://` on loopback".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it must not contain a user name or password".to_owned());
    }
    Ok(url)
}

/// The text of a URL for an error message or a log: without its user, query and fragment, which may be secrets.
pub(crate) fn shown(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) if url.has_host() => format!("{}{}", Origin::of(&url), url.path()),
        // Of what is not a URL it is not known where a password ends.
        _ if text.contains('@') => "..".to_owned(),
        _ => text.split(['?', '#']).next().unwrap_or_default().to_owned(),
    }
}

/// The same of several.
pub(crate) fn all_shown(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| shown(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let origin = Origin::of(&url("https://api.example.com/v1"));
        for same in
            ["https://api.example.com/x?y#z", "https://API.example.com:443/", "https://user:pw@api.example.com/"]
        {
            assert!(origin.includes(&url(same)), "{same}");
        }
        for other in [
            "http://api.example.com/",
            "https://api.example.com:8443/",
            "https://example.com/",
            "https://api.example.com.evil.example/",
            "https://api.example.com@evil.example/",
            "https://аpi.example.com/", // the first letter is Cyrillic
        ] {
            assert!(!origin.includes(&url(other)), "{other}");
        }
        assert_eq!(Origin::of(&url("https://u:secret@h.example/p?q#f")).to_string(), "https://h.example");
    }

    #[test]
    fn only_loopback_may_be_reached_by_http() {
        for safe in
            ["https://a.example", "http://localhost:1", "http://127.0.0.1", "http://127.9.9.9", "http://[::1]:8"]
        {
            assert!(!is_readable_on_the_way(&url(safe)), "{safe}");
        }
        for unsafe_ in [
            "http://a.example",
            "http://127.0.0.1.example",
            "http://localhost.example",
            "http://[::2]",
            "http://10.0.0.1",
        ] {
            assert!(is_readable_on_the_way(&url(unsafe_)), "{unsafe_}");
        }
    }

    #[test]
    fn a_base_url_with_a_secret_is_refused_without_showing_it() {
        for (wrong, says) in [
            ("https://me:sesame@a.example", "user name or password"),
            ("https://a.example/v1?key=sesame", "query or fragment"),
            ("https://a.example/v1#sesame", "query or fragment"),
            ("a.example/v1?key=sesame", "no scheme"),
            ("me:sesame@a.example", "must begin with `https://`"),
            ("https://me:sesame#@a.example?me@b.example", ""),
        ] {
            let refused = parse_base(wrong).unwrap_err();
            assert!(refused.to_string().contains(says), "{refused}");
            assert!(!format!("{refused} {refused:?}").contains("sesame"), "{refused:?}");
        }
    }

    #[test]
    fn a_base_url_is_http_with_a_host_and_without_query() {
        for wrong in
            ["", "api.example.com", "ftp://a.example", "https://", "https://a.example?x", "https://a.example#x"]
        {
            assert!(parse_base(wrong).is_err(), "{wrong}");
        }
        assert!(parse_base("https://a.example/v1/").is_ok());
    }
}
