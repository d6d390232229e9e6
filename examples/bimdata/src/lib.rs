//! An SDK for the API of [BIMData](https://bimdata.io): all of its operations, each with the scopes it requires.
//!
//! ```no_run
//! use auth_core::ApiKey;
//! use bimdata::{
//!     BimData,
//!     operations::{GetModels, GetTopics},
//!     scopes::{BcfRead, ModelRead},
//! };
//!
//! type Viewer = (ModelRead, BcfRead);
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let api = BimData::<Viewer>::builder().credential(ApiKey::new("KEY")?).build()?;
//!
//! for model in api.send(GetModels { r#type: vec!["IFC".into()], ..GetModels::new(1, 2) }).await? {
//!     println!("{}: {}", model.id, model.name.unwrap_or_default());
//! }
//! let topics = api.send(GetTopics::new(2)).await?;
//! # _ = topics;
//! # Ok(())
//! # }
//! ```
//!
//! An operation that the client's grant does not permit does not compile:
//!
//! ```compile_fail,E0277
//! # use bimdata::{BimData, operations::UpdateModel, scopes::{BcfRead, ModelRead}, types::PatchedModelRequest};
//! # async fn example(api: BimData<(ModelRead, BcfRead)>) -> Result<(), auth_reqwest::Error> {
//! let body = PatchedModelRequest { name: Some("Tower".into()), ..PatchedModelRequest::default() };
//! api.send(UpdateModel { cloud_pk: 1, project_pk: 2, id: 3, body }).await?; // `UpdateModel` requires `ModelWrite`
//! # Ok(())
//! # }
//! ```
//!
//! - [`operations`]: one type for each of them, generated from the table `operations.tsv`
//! - [`scopes`]: what they require
//! - [`types`]: the JSON of the operations that a viewer and the quick start use
//! - [`BimData::project_access_token`]: tokens for one project, to hand to a browser

mod client;
pub mod operations;
mod project_tokens;
pub mod scopes;
pub mod types;

pub use crate::{
    client::{BimData, BimDataBuilder},
    project_tokens::{OneUser, ProjectTokens, SomeModels, WholeProject},
};
