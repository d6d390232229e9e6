//! An item as far as it is legal. What is not is reported and left out, so that the impls can be written in any case.

mod endpoint;
mod operation;
mod parts;
mod scope;

pub(crate) use endpoint::Endpoint;
pub(crate) use operation::{Need, Operation, Requires};
pub(crate) use parts::{Body, Field};
pub(crate) use scope::Scope;
