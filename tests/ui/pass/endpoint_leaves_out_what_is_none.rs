use auth_core::ApiOperation;
use serde_json::{Value, json};

#[path = "endpoint_support/recorder.rs"]
mod recorder;
use recorder::{Recorder, record};

#[derive(ApiOperation, Default)]
#[operation(PATCH, "/model")]
#[requires(authenticated)]
struct Patch {
    name: Option<String>,
    parent: std::option::Option<u8>,
    source: ::core::option::Option<u8>,
    /// To be told apart from left out.
    nullable: Option<Option<u8>>,
    #[serde(skip_serializing_if = "is_seven")]
    unless_seven: Option<u8>,
    #[query]
    dry_run: Option<bool>,
    #[header("if-match")]
    etag: Option<&'static str>,
}

fn is_seven(value: &Option<u8>) -> bool {
    *value == Some(7)
}

#[derive(ApiOperation)]
#[operation(PUT, "/model")]
#[requires(authenticated)]
struct Put {
    #[body]
    body: Option<Vec<u8>>,
}

#[derive(ApiOperation)]
#[operation(POST, "/token")]
#[requires(authenticated)]
struct Form {
    #[form]
    scope: Option<&'static str>,
    #[form]
    code: Option<u8>,
}

fn main() {
    let none = Patch::default();
    let expected = Recorder { query: Some(json!({})), json: Some(json!({ "unless_seven": null })), ..Recorder::default() };
    assert_eq!(record(&none), expected);

    let some = Patch {
        name: Some("a".to_owned()),
        parent: Some(1),
        source: Some(2),
        nullable: Some(None),
        unless_seven: Some(7),
        dry_run: Some(true),
        etag: Some("x"),
    };
    let recorder = record(&some);
    assert_eq!(recorder.json, Some(json!({ "name": "a", "parent": 1, "source": 2, "nullable": null })));
    assert_eq!(recorder.query, Some(json!({ "dry_run": true })));
    assert_eq!(recorder.headers, [("if-match".to_owned(), "x".to_owned())]);

    assert_eq!(record(&Put { body: None }).json, None::<Value>);
    assert_eq!(record(&Put { body: Some(vec![1]) }).json, Some(json!([1])));
    assert_eq!(record(&Form { scope: None, code: Some(1) }).form, Some(json!({ "code": 1 })));
}
