//! An item as far as it is legal. What is not is reported and left out, so that the impls can be written in any case.

mod operation;
mod scope;

pub(crate) use operation::{Need, Operation, Requires};
pub(crate) use scope::Scope;
