//! Whatever stands in the fields that a path names, the route is the declared one, and the values come back. Each line
//! is the value of a field.
#![no_main]

use auth_core::{ApiOperation, Endpoint, Secret};
use http::Uri;
use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;
use url::Url;

#[derive(ApiOperation)]
#[operation(GET, "/cloud/{cloud}/project/{project}/model")]
#[requires(authenticated)]
struct Segments<'a> {
    cloud: &'a str,
    project: &'a str,
}

#[derive(ApiOperation)]
#[operation(GET, "/file/{name}")]
#[requires(authenticated)]
struct Last {
    name: Secret,
}

#[derive(ApiOperation)]
#[operation(GET, "/{name}.{extension}/x-{size}")]
#[requires(authenticated)]
struct Parts<'a> {
    name: &'a str,
    extension: &'a str,
    size: &'a str,
}

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let [a, b, c] = [(); 3].map(|()| lines.next().unwrap_or_default());
    // Some servers take an encoded slash or backslash for a slash.
    let stays = |value: &str| !value.split(['/', '\\']).any(|part| matches!(part, "." | ".."));
    let is_segment = |value: &str| !value.is_empty() && stays(value);

    let path = Segments { cloud: a, project: b }.path();
    check(path.ok(), is_segment(a) && is_segment(b), &["cloud", a, "project", b, "model"]);
    let path = Last { name: text.into() }.path();
    check(path.ok(), is_segment(text), &["file", text]);
    let path = Parts { name: a, extension: b, size: c }.path();
    let filled = !a.is_empty() && !b.is_empty() && !c.is_empty();
    // The dot between two values that are dots themselves makes three.
    let (file, size) = (format!("{a}.{b}"), format!("x-{c}"));
    check(path.ok(), filled && stays(&file) && stays(&size), &[&file, &size]);
});

/// Through the parsers that a request goes through: that of URLs, which resolves dots, and that of HTTP.
fn check(path: Option<String>, is_sendable: bool, segments: &[&str]) {
    assert_eq!(path.is_some(), is_sendable, "{path:?}");
    let Some(path) = path else { return };
    let url = Url::parse(&format!("https://api.example.com{path}?query")).unwrap();
    assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("api.example.com"), Some("query"), None));
    assert_eq!(url.path(), path);
    assert_eq!(url.as_str().parse::<Uri>().unwrap().path(), path);
    let found: Vec<_> = url.path_segments().unwrap().map(|segment| percent_decode_str(segment).decode_utf8()).collect();
    let found: Vec<_> = found.iter().map(|segment| segment.as_deref().unwrap()).collect();
    assert_eq!(found, segments);
}
