//! The derives of `auth-derive` as functions on source text, which a test can call often: a procedural macro is called
//! by the compiler alone. These are the very sources, compiled once more; the macro's `lib.rs` adds only its entry points.

#[cfg(test)]
mod details;
mod expanded;
#[cfg(test)]
mod expansions;
#[cfg(test)]
mod messages;

/// The modules stand in a directory of another crate, and expect to be at the root of their own.
#[path = "../../../auth-derive/src"]
mod sources {
    pub(crate) mod ast;
    pub(crate) mod attr;
    pub(crate) mod errors;
    pub(crate) mod expand;
    pub(crate) mod header;
    pub(crate) mod method;
    pub(crate) mod name;
    pub(crate) mod span;
    pub(crate) mod suggest;
    pub(crate) mod template;
    pub(crate) mod valid;
}

use sources::{ast, attr, errors, header, method, name, span, suggest, template, valid};

pub use expanded::{Expanded, Mistake, expand};
