//! The author derives `Serialize` as well, for a purpose of its own, and what that needs is no mistake.

use auth_core::{ApiOperation, Secret};
use serde::Serialize;

#[derive(ApiOperation, Serialize)]
#[operation(PUT, "/model/{id}/names")]
#[requires(authenticated)]
#[serde(transparent)]
struct SetNames {
    #[serde(skip)]
    id: u64,
    #[body]
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Vec<String>>,
}

#[derive(ApiOperation, Serialize)]
#[operation(GET, "/model/{id}")]
#[requires(authenticated)]
struct GetModel {
    #[serde(serialize_with = "hex")]
    id: u64,
    #[header("x-api-key")]
    #[serde(with = "auth_core::secret::exposed")]
    key: Secret,
    #[header("prefer")]
    wait: Option<String>,
    #[header("prefer")]
    respond: Option<String>,
}

fn hex<S: serde::Serializer>(id: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{id:x}"))
}

fn main() {
    let names = SetNames { id: 1, names: Some(vec!["a".to_owned()]) };
    assert_eq!(serde_json::to_string(&names).unwrap(), r#"["a"]"#);
    let get = GetModel { id: 17, key: Secret::new("k"), wait: None, respond: None };
    assert!(serde_json::to_string(&get).unwrap().contains("\"11\""));
}
