use auth_core::ApiOperation;
use serde::{Serialize, Serializer};
use serde_json::json;
use std::collections::BTreeMap;

#[path = "endpoint_support/recorder.rs"]
mod recorder;
use recorder::record;

/// The author may derive `Serialize` as well, for a purpose of its own.
#[derive(ApiOperation, Serialize)]
#[operation(POST, "/model/{cloud_id}")]
#[requires(authenticated)]
#[serde(crate = "serde", rename_all = "camelCase")]
#[serde(tag = "kind")]
struct Create {
    #[serde(rename = "cloud")]
    cloud_id: u8,
    file_name: String,
    #[serde(rename = "size")]
    size_in_bytes: u64,
    r#type: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
    #[serde(flatten)]
    more: Option<Page>,
    #[serde(with = "hex")]
    color: u32,
    #[serde(serialize_with = "yes_or_no")]
    public: bool,
    #[serde(with = "hex", rename = "back")]
    background: Option<u32>,
    #[serde(skip_serializing_if = "is_default")]
    rotation: i16,
    #[serde(skip_serializing_if = "str::is_empty")]
    comment: String,
    #[serde(skip)]
    _note: (),
    #[query]
    dry_run: bool,
    #[query]
    #[serde(rename(serialize = "page[size]"))]
    page_size: u8,
}

#[derive(Serialize)]
struct Page {
    offset: u8,
    limit: Option<u8>,
}

/// Finds its equal only for the very type of the field.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn yes_or_no<S: Serializer>(value: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(if *value { "yes" } else { "no" })
}

mod hex {
    use serde::Serializer;

    pub trait Hex {
        fn hex(&self) -> String;
    }

    impl Hex for u32 {
        fn hex(&self) -> String {
            format!("{self:x}")
        }
    }

    impl Hex for Option<u32> {
        fn hex(&self) -> String {
            self.map_or_else(String::new, |value| value.hex())
        }
    }

    pub fn serialize<T: Hex, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.hex())
    }
}

#[derive(ApiOperation)]
#[operation(PUT, "/color")]
#[requires(authenticated)]
struct PutColor {
    #[body]
    #[serde(with = "hex")]
    color: u32,
}

#[derive(ApiOperation)]
#[operation(PUT, "/color")]
#[requires(authenticated)]
#[serde(rename_all = "UPPERCASE", rename = "Color")]
struct MaybePutColor {
    #[body]
    #[serde(with = "hex")]
    color: Option<u32>,
}

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(authenticated)]
#[serde(rename_all = "kebab-case")]
struct List<'a> {
    #[serde(flatten)]
    page: Page,
    file_name: Option<&'a str>,
}

fn main() {
    let create = Create {
        cloud_id: 1,
        file_name: "house.ifc".to_owned(),
        size_in_bytes: 2,
        r#type: 3,
        rest: BTreeMap::from([("extra".to_owned(), 4)]),
        more: Some(Page { offset: 5, limit: None }),
        color: 255,
        public: true,
        background: Some(16),
        rotation: 0,
        comment: String::new(),
        _note: (),
        dry_run: true,
        page_size: 6,
    };
    let recorder = record(&create);
    let expected = json!({
        "kind": "Create",
        "fileName": "house.ifc",
        "size": 2,
        "type": 3,
        "extra": 4,
        "offset": 5,
        "limit": null,
        "color": "ff",
        "public": "yes",
        "back": "10",
    });
    assert_eq!(recorder.json, Some(expected));
    assert_eq!(recorder.query, Some(json!({ "kind": "Create", "dryRun": true, "page[size]": 6 })));
    assert_eq!(serde_json::to_value(&create).unwrap()["cloud"], 1);

    let create = Create { rotation: 90, comment: "x".to_owned(), background: None, ..create };
    let json = record(&create).json.unwrap();
    assert_eq!((&json["rotation"], &json["comment"], json.get("back")), (&json!(90), &json!("x"), None));

    assert_eq!(record(&PutColor { color: 255 }).json, Some(json!("ff")));
    assert_eq!(record(&MaybePutColor { color: Some(255) }).json, Some(json!("ff")));
    assert_eq!(record(&MaybePutColor { color: None }).json, None);

    let list = List { page: Page { offset: 1, limit: Some(2) }, file_name: Some("a") };
    assert_eq!(record(&list).query, Some(json!({ "offset": 1, "limit": 2, "file-name": "a" })));
}
