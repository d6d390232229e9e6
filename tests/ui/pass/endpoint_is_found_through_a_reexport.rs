use serde_json::json;

mod sdk {
    pub mod deps {
        pub use auth_core as core;
    }
}

#[path = "endpoint_support/recorder.rs"]
mod recorder;

use sdk::deps::core::{ApiOperation, Endpoint};

#[derive(ApiOperation)]
#[operation(POST, "/model/{id}", response = stream, min_validity = "1m")]
#[requires(public)]
#[auth(crate = "crate::sdk::deps::core")]
struct Absolute<T> {
    id: u8,
    name: T,
    #[query]
    dry_run: Option<bool>,
}

#[derive(ApiOperation)]
#[operation(POST, "/model/{id}", response = bytes)]
#[requires(public)]
#[auth(crate = "sdk::deps::core")]
struct Relative<T> {
    id: u8,
    #[body]
    name: T,
}

fn main() {
    let recorder = recorder::record(&Absolute { id: 1, name: "a", dry_run: Some(true) });
    assert_eq!((recorder.json, recorder.query), (Some(json!({ "name": "a" })), Some(json!({ "dry_run": true }))));
    assert_eq!(recorder::record(&Relative { id: 1, name: "a" }).json, Some(json!("a")));
    assert_eq!(Relative { id: 1, name: "a" }.path().unwrap(), "/model/1");
}
