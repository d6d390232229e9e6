use auth_core::{ApiOperation, Endpoint};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use std::{any::TypeId, borrow::Cow, fmt::Display, marker::PhantomData};

#[path = "endpoint_support/recorder.rs"]
mod recorder;
use recorder::record;

/// What `Endpoint` needs of the type parameters follows from the fields; no bound has to be written.
#[derive(ApiOperation)]
#[operation(POST, "/{kind}/{id}", response = Box<T>)]
#[requires(authenticated)]
struct Create<'a, 'b: 'a, K, I = u8, T = (), H = u8, const N: usize = 2>
where
    T: ?Sized + 'static,
    Self: Sized,
    Box<T>: Sized,
    [u8; N]: Sized,
    K: ?Sized,
{
    kind: &'a K,
    id: I,
    items: [&'b T; N],
    name: Cow<'a, str>,
    #[query]
    tags: &'a [H],
    #[header("x-hint")]
    hint: Option<H>,
    parent: Option<&'a Parent<Self>>,
}

struct Parent<T> {
    id: u8,
    of: PhantomData<T>,
}

impl<T> Serialize for Parent<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.id)
    }
}

#[derive(ApiOperation)]
#[operation(PUT, "/item", response = T::Output)]
#[requires(authenticated)]
struct Put<T: Body> {
    #[body]
    body: T,
    #[query]
    key: Option<T::Key>,
    marker: PhantomData<T::Output>,
}

trait Body {
    type Key;
    type Output;
}

impl Body for bool {
    type Key = u64;
    type Output = String;
}

/// `Self` is the operation where it stands in the type of a field.
#[derive(ApiOperation)]
#[operation(GET, "/tree")]
#[requires(authenticated)]
struct Tree {
    limits: [u8; Self::LENGTH],
    parent: Option<Box<Parent<Self>>>,
}

impl Tree {
    const LENGTH: usize = 1;
}

/// A parameter that none of the helpers has in a field.
#[derive(ApiOperation)]
#[operation(GET, "/item")]
#[requires(authenticated)]
struct Get<'a, T> {
    limit: Option<&'a u8>,
    #[serde(skip)]
    unused: PhantomData<fn() -> T>,
}

fn is_endpoint<'a, K: Display + ?Sized, T: DeserializeOwned + Serialize>(kind: &'a K, item: &'a T) -> impl Endpoint + 'a
where
    T: 'static,
{
    Create::<K, u16, T, String, 1> {
        kind,
        id: 9,
        items: [item],
        name: "x".into(),
        tags: &[],
        hint: None,
        parent: None,
    }
}

fn main() {
    let name = "a".to_owned();
    let parent = Parent { id: 3, of: PhantomData };
    let create = Create::<str, u8, bool, &str> {
        kind: "model",
        id: 1,
        items: [&true, &false],
        name: Cow::Borrowed(&name),
        tags: &["x", "y"],
        hint: Some("z"),
        parent: Some(&parent),
    };
    assert_eq!(create.path().unwrap(), "/model/1");
    let recorder = record(&create);
    assert_eq!(recorder.json, Some(json!({ "items": [true, false], "name": "a", "parent": 3 })));
    assert_eq!(recorder.query, Some(json!({ "tags": ["x", "y"] })));
    assert_eq!(recorder.headers, [("x-hint".to_owned(), "z".to_owned())]);

    let put = Put { body: true, key: Some(7), marker: PhantomData };
    let recorder = record(&put);
    assert_eq!((recorder.json, recorder.query), (Some(json!(true)), Some(json!({ "key": 7 }))));
    assert_eq!(TypeId::of::<<Put<bool> as Endpoint>::Response>(), TypeId::of::<String>());

    let tree = Tree { limits: [1], parent: None };
    assert_eq!(record(&tree).query, Some(json!({ "limits": [1] })));

    let get = Get::<'_, std::rc::Rc<u8>> { limit: Some(&1), unused: PhantomData };
    assert_eq!(record(&get).query, Some(json!({ "limit": 1 })));
    assert_eq!(is_endpoint("a", &1).path().unwrap(), "/a/9");
}
