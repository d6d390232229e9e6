use auth_core::{ApiOperation, Endpoint};
use serde_json::json;

#[path = "endpoint_support/recorder.rs"]
mod recorder;
use recorder::{Recorder, record};

macro_rules! by_method {
    ($($name:ident $method:ident)+) => {$(
        #[derive(ApiOperation, Default)]
        #[operation($method, "/model/{id}")]
        #[requires(authenticated)]
        struct $name {
            id: u64,
            name: String,
            #[query]
            source: u8,
            #[header("If-Match")]
            etag: u16,
        }
    )+};
}

by_method!(Get GET Head HEAD Delete DELETE Options OPTIONS Post POST Put PUT Patch PATCH);

#[derive(ApiOperation)]
#[operation(POST, "/model/{id}")]
#[requires(authenticated)]
struct Whole<'a> {
    id: u64,
    #[body]
    names: &'a [&'a str],
    #[query]
    source: u8,
}

#[derive(ApiOperation)]
#[operation(DELETE, "/model")]
#[requires(authenticated)]
struct DeleteMany {
    #[body]
    ids: Vec<u64>,
    force: bool,
}

#[derive(ApiOperation)]
#[operation(POST, "/token")]
#[requires(authenticated)]
struct Token {
    #[form]
    grant_type: &'static str,
    #[query]
    tenant: u8,
    #[form]
    code: u8,
}

fn expected(by_query: bool) -> Recorder {
    let name = || json!({ "name": "a" });
    Recorder {
        headers: vec![("if-match".to_owned(), "2".to_owned())],
        query: Some(if by_query { json!({ "source": 1, "name": "a" }) } else { json!({ "source": 1 }) }),
        json: (!by_query).then(name),
        form: None,
    }
}

fn main() {
    macro_rules! assert_by_query {
        ($by_query:literal: $($name:ident)+) => {$(
            let operation = $name { id: 7, name: "a".to_owned(), source: 1, etag: 2 };
            assert_eq!(record(&operation), expected($by_query), "{}", $name::METHOD);
            assert_eq!($name::METHOD.as_str(), stringify!($name).to_uppercase());
            assert_eq!(operation.path().unwrap(), "/model/7");
        )+};
    }
    assert_by_query!(true: Get Head Delete Options);
    assert_by_query!(false: Post Put Patch);

    let recorder = record(&Whole { id: 7, names: &["a", "b"], source: 1 });
    assert_eq!(recorder.json, Some(json!(["a", "b"])));
    assert_eq!(recorder.query, Some(json!({ "source": 1 })));

    let recorder = record(&DeleteMany { ids: vec![1, 2], force: true });
    assert_eq!(recorder.json, Some(json!([1, 2])));
    assert_eq!(recorder.query, Some(json!({ "force": true })));

    let recorder = record(&Token { grant_type: "authorization_code", tenant: 3, code: 9 });
    assert_eq!(recorder.form, Some(json!({ "grant_type": "authorization_code", "code": 9 })));
    assert_eq!(recorder.query, Some(json!({ "tenant": 3 })));
    assert_eq!(recorder.json, None);
}
