use auth_core::{ApiOperation, Endpoint, Scope};
use serde_json::json;
use std::{any::TypeId, time::Duration};

#[path = "endpoint_support/recorder.rs"]
mod recorder;
use recorder::{Recorder, record};

/// A model.
#[derive(serde::Deserialize)]
pub struct Model;

/// Read models: IFC, DWG, PDF and plans.
#[derive(Scope)]
#[scope("model:read", alias = "ifc:read")]
pub struct ModelRead;

/// Create models and change their properties.
#[derive(Scope)]
#[scope("model:write", alias = "ifc:write")]
pub struct ModelWrite;

/// Rename a model.
#[derive(ApiOperation)]
#[operation(PATCH, "/cloud/{cloud_id}/project/{project_id}/model/{model_id}", response = Model)]
#[requires(ModelWrite)]
pub struct RenameModel { pub cloud_id: u64, pub project_id: u64, pub model_id: u64, pub name: String }

fn main() {
    assert_eq!(RenameModel::METHOD.as_str(), "PATCH");
    assert_eq!(RenameModel::PATH, "/cloud/{cloud_id}/project/{project_id}/model/{model_id}");
    assert_eq!(RenameModel::MIN_VALIDITY, Duration::ZERO);
    assert!(!RenameModel::IDEMPOTENT);
    assert_eq!(TypeId::of::<<RenameModel as Endpoint>::Response>(), TypeId::of::<Model>());
    assert_eq!(RenameModel::DOC, "Rename a model.");

    let rename = RenameModel { cloud_id: 1, project_id: 2, model_id: 3, name: "House".to_owned() };
    assert_eq!(rename.path().unwrap(), "/cloud/1/project/2/model/3");
    assert_eq!(record(&rename), Recorder { json: Some(json!({ "name": "House" })), ..Recorder::default() });
}
