//! Generated code passes lints that its author forbids.

#![forbid(
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    future_incompatible,
    let_underscore,
    missing_debug_implementations,
    missing_docs,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    single_use_lifetimes,
    trivial_casts,
    unreachable_pub,
    unsafe_code,
    unused,
    unused_lifetimes,
    unused_qualifications,
    warnings
)]

use auth_core::{ApiOperation, Scope};

/// Read models.
#[derive(Clone, Copy, Debug, Scope)]
#[scope("model:read", alias = "ifc:read", implied_by(ModelWrite))]
pub struct ModelRead;

/// Write models.
#[derive(Clone, Copy, Debug, Scope)]
#[scope("model:write")]
pub struct ModelWrite;

/// Rename a model.
#[derive(ApiOperation, Clone, Debug)]
#[requires(all(ModelRead, any(ModelWrite, ModelRead)))]
pub struct RenameModel<'a, T, const N: usize>
where
    T: Clone + Default,
{
    /// The names.
    pub names: &'a [T; N],
}

/// Get a model.
#[derive(ApiOperation, Clone, Copy, Debug)]
#[requires(ModelRead)]
pub enum GetModel {
    /// By its number.
    ById(u64),
}

/// Nothing.
#[derive(ApiOperation, Clone, Copy, Debug)]
#[requires(public)]
pub struct Ping;

const fn permits<G: auth_core::Permits<O>, O>() {}

fn main() {
    permits::<ModelWrite, RenameModel<'_, u8, 2>>();
    permits::<ModelRead, GetModel>();
    permits::<ModelRead, Ping>();
}
