//! `WWW-Authenticate`: each line is one header.
#![no_main]

use auth_reqwest::{Challenge, Challenges};
use http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let values = data.split(|byte| *byte == b'\n').filter_map(|line| HeaderValue::from_bytes(line).ok());
    let mut headers: HeaderMap = values.map(|value| (WWW_AUTHENTICATE, value)).collect();
    let found = Challenges::of(&headers);
    found.iter().for_each(check);
    check_choice(&found);

    // What stands before does not hide a challenge in a header of its own.
    headers.append(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""));
    let more = Challenges::of(&headers);
    assert_eq!(more.iter().count(), found.iter().count() + 1);
    assert_eq!(more.iter().last().and_then(Challenge::error), Some("invalid_token"));

    if let Ok(text) = std::str::from_utf8(data) {
        check_quoted(text);
    }
});

fn check(challenge: &Challenge) {
    assert!(!challenge.scheme().is_empty());
    for name in ["error", "error_description", "scope", "acr_values", "max_age"] {
        assert_eq!(challenge.param(name), challenge.param(&name.to_ascii_uppercase()));
    }
    assert_eq!(challenge.error(), challenge.param("error"));
    assert_eq!(challenge.error_description(), challenge.param("error_description"));
    if let Some(scopes) = challenge.scope() {
        let text = challenge.param("scope").unwrap();
        assert!(text.split(' ').filter(|name| !name.is_empty()).all(|name| scopes.contains(name)));
    }
    if let Some(age) = challenge.max_age() {
        assert_eq!(challenge.param("max_age").unwrap().parse(), Ok(age.as_secs()));
    }
    assert_eq!(challenge.acr_values().is_some(), challenge.param("acr_values").is_some());
}

/// The first that says what is wrong, else the first; `Bearer` before `DPoP`.
fn check_choice(found: &Challenges) {
    let of =
        |scheme: &'static str| found.iter().filter(move |challenge| challenge.scheme().eq_ignore_ascii_case(scheme));
    let all: Vec<_> = of("bearer").chain(of("dpop")).collect();
    let expected = all.iter().find(|challenge| challenge.error().is_some()).or(all.first());
    assert_eq!(found.oauth(), expected.copied());
}

/// Whatever text a server quotes (RFC 9110 section 5.6.4) is read as it was.
fn check_quoted(text: &str) {
    if text.chars().any(|c| !matches!(c, '\t' | ' '..='~')) {
        return;
    }
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
    let value = format!("Basic realm=\"{quoted}\", Bearer error=\"{quoted}\", scope=\"a b\"");
    let headers = HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::try_from(value).unwrap())]);
    let found = Challenges::of(&headers);
    assert_eq!(found.iter().count(), 2);
    assert_eq!(found.scheme("basic").unwrap().param("realm"), Some(text));
    assert_eq!(found.oauth().unwrap().error(), Some(text));
    assert_eq!(found.oauth().unwrap().scope().unwrap().len(), 2);
}
