//! What threads meet at, in one place so that `tests/lifecycle_model.rs` can put that of a model checker here.

pub(super) use arc_swap::ArcSwapOption;
pub(super) use std::sync::{Mutex, MutexGuard};
