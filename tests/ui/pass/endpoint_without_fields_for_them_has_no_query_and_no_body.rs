use auth_core::ApiOperation;
use std::marker::PhantomData;

#[path = "endpoint_support/recorder.rs"]
mod recorder;
use recorder::{Recorder, record};

#[derive(ApiOperation)]
#[operation(POST, "/logout")]
#[requires(authenticated)]
struct Unit;

#[derive(ApiOperation)]
#[operation(POST, "/logout")]
#[requires(authenticated)]
struct Named {}

#[derive(ApiOperation)]
#[operation(POST, "/logout")]
#[requires(authenticated)]
struct Tuple();

#[derive(ApiOperation)]
#[operation(PUT, "/model/{id}/lock")]
#[requires(authenticated)]
struct PathOnly<T> {
    id: u8,
    marker: PhantomData<T>,
    #[serde(skip)]
    note: String,
    #[serde(skip_serializing)]
    other: T,
}

struct NotSerialize;

#[derive(ApiOperation)]
#[operation(GET, "/model/{id}")]
#[requires(authenticated)]
struct GetModel {
    id: u8,
}

fn main() {
    assert_eq!(record(&Unit), Recorder::default());
    assert_eq!(record(&Named {}), Recorder::default());
    assert_eq!(record(&Tuple()), Recorder::default());
    let path_only = PathOnly { id: 1, marker: PhantomData, note: "mine".to_owned(), other: NotSerialize };
    assert_eq!(record(&path_only), Recorder::default());
    assert_eq!((path_only.note.as_str(), &path_only.other), ("mine", &path_only.other));
    assert_eq!(record(&GetModel { id: 1 }), Recorder::default());
}

impl PartialEq for NotSerialize {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for NotSerialize {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
