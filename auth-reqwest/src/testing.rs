//! An API in memory, for tests of an application.
//!
//! Everything is as with a server, up to the point where a request would be sent: the compiler's check, the check of what
//! the token was granted, origins, headers, bodies.
//!
//! ```
//! use auth_core::{ApiOperation, Scope};
//! use auth_reqwest::{Client, testing::FakeApi};
//! use serde_json::json;
//!
//! #[derive(Scope)]
//! #[scope("model:read")]
//! struct ModelRead;
//!
//! /// List the models of a project.
//! #[derive(ApiOperation)]
//! #[operation(GET, "/project/{project_id}/model", response = Vec<String>)]
//! #[requires(ModelRead)]
//! struct ListModels {
//!     project_id: u64,
//! }
//!
//! async fn count(api: &Client<ModelRead>) -> Result<usize, auth_reqwest::Error> {
//!     Ok(api.send(ListModels { project_id: 2 }).await?.len())
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let api = FakeApi::new().answer::<ListModels>(json!(["Tower", "Bridge"]));
//! assert_eq!(count(&api.client()).await.unwrap(), 2);
//!
//! assert_eq!(api.calls()[0].target(), "/project/2/model");
//! assert_eq!(api.recorder().scopes().to_string(), "model:read");
//! # }
//! ```

mod call;
mod fake_api;

pub use self::{call::Call, fake_api::FakeApi};
