//! Generated code passes lints that its author forbids, save those that serde's derive itself allows.

#![deny(unused, unused_qualifications, nonstandard_style)]
#![forbid(
    clippy::nursery,
    clippy::pedantic,
    future_incompatible,
    let_underscore,
    missing_debug_implementations,
    missing_docs,
    refining_impl_trait,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    single_use_lifetimes,
    trivial_casts,
    unreachable_pub,
    unsafe_code,
    unused_lifetimes
)]
#![deny(warnings)]

use auth_core::ApiOperation;

/// Rename a model.
#[derive(ApiOperation, Clone, Debug)]
#[operation(PATCH, "/cloud/{cloud_id}/model/{model_id}", response = Vec<u8>, min_validity = "5m", idempotent)]
#[requires(authenticated)]
pub struct RenameModel<'a, T, const N: usize>
where
    T: Clone + Default,
{
    /// Of the cloud.
    pub cloud_id: u64,
    /// Of the model.
    pub model_id: &'a str,
    /// The names.
    pub names: [Option<T>; N],
    /// In words.
    pub comment: Option<String>,
    /// Only check.
    #[query]
    pub dry_run: Option<bool>,
    /// The version.
    #[header("if-match")]
    pub etag: Option<u64>,
}

/// List models.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/model")]
#[requires(authenticated)]
pub struct ListModels {
    /// At most.
    pub limit: Option<u8>,
}

/// Private fields are read by being sent.
#[derive(ApiOperation)]
#[operation(POST, "/model/{id}")]
#[requires(authenticated)]
struct CreateModel {
    id: u8,
    #[form]
    name: String,
    #[header("x-source")]
    source: u8,
}

fn main() {
    let _unsent = CreateModel { id: 1, name: String::new(), source: 2 };
}
