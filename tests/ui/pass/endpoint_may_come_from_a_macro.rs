use auth_core::{ApiOperation, Endpoint};
use serde_json::json;

#[path = "endpoint_support/recorder.rs"]
mod recorder;

macro_rules! operation {
    ($name:ident $method:ident $path:literal -> $response:ty { $($(#[$attr:meta])* $field:ident: $ty:ty),* }) => {
        #[derive(ApiOperation)]
        #[operation($method, $path, response = $response)]
        #[requires(authenticated)]
        struct $name<T> {
            $($(#[$attr])* $field: $ty,)*
            tail: T,
            #[header("x-tail")]
            own: u8,
        }
    };
}

operation!(CreateModel POST "/cloud/{id}" -> Vec<u8> {
    id: u64,
    #[serde(rename = "title")]
    name: Option<String>,
    #[query]
    dry_run: Option<bool>
});

fn local() -> impl Endpoint<Response = Local> {
    #[derive(ApiOperation)]
    #[operation(GET, "/{id}", response = Local)]
    #[requires(authenticated)]
    struct Get {
        id: u8,
        limit: u8,
    }
    Get { id: 1, limit: 2 }
}

#[derive(serde::Deserialize)]
struct Local;

fn main() {
    let create = CreateModel { id: 1, name: None, dry_run: Some(true), tail: 2, own: 3 };
    assert_eq!(create.path().unwrap(), "/cloud/1");
    let recorder = recorder::record(&create);
    assert_eq!(recorder.json, Some(json!({ "tail": 2 })));
    assert_eq!(recorder.query, Some(json!({ "dry_run": true })));
    assert_eq!(local().path().unwrap(), "/1");
    assert_eq!(recorder::record(&local()).query, Some(json!({ "limit": 2 })));
}
