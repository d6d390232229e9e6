use http::{HeaderMap, HeaderName, Method, header};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a request may do what its method says in the name of the user: it changes nothing, or it comes from a page of
/// the application itself. Browsers say so, and let no page forge it (Fetch Metadata; RFC 6454 section 7).
pub(super) fn is_own(method: &Method, headers: &HeaderMap, origin: &str) -> bool {
    method.is_safe() && !opens_web_socket(headers) || comes_from_own_page(headers, origin)
}

/// A `GET` whose answer any page may read, and more: what it opens is written to as well (RFC 6455 section 10.2).
fn opens_web_socket(headers: &HeaderMap) -> bool {
    let protocols = headers.get_all(header::UPGRADE).iter().filter_map(|value| value.to_str().ok());
    protocols.flat_map(|value| value.split(',')).any(|protocol| protocol.trim().eq_ignore_ascii_case("websocket"))
}

fn comes_from_own_page(headers: &HeaderMap, origin: &str) -> bool {
    match (headers.get(SEC_FETCH_SITE), headers.get(header::ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(found)) => found == origin,
        // Every browser that sends the cookie sends one of them.
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_change_comes_from_a_page_of_the_same_origin_or_not_at_all() {
        let own = "https://app.example";
        let cases: [(&[(&str, &str)], bool); 9] = [
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "same-origin"), ("origin", "null")], true),
            (&[("origin", "https://app.example")], true),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://app.example")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "https://app.example.evil.example")], false),
            (&[("origin", "null")], false),
            (&[], false),
        ];
        for (headers, expected) in cases {
            let map = headers.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
            let mut map: HeaderMap = map.collect();
            assert_eq!(is_own(&Method::POST, &map, own), expected, "{headers:?}");
            assert_eq!(is_own(&Method::DELETE, &map, own), expected, "{headers:?}");
            assert!(is_own(&Method::GET, &map, own));
            map.insert(header::UPGRADE, HeaderValue::from_static("WebSocket"));
            assert_eq!(is_own(&Method::GET, &map, own), expected, "{headers:?}");
            map.insert(header::UPGRADE, HeaderValue::from_static("h2c"));
            assert!(is_own(&Method::GET, &map, own));
        }
    }
}
