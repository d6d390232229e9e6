//! The locks of the hand-over, in one place so that `tests/lifecycle_model.rs` can put those of a model checker here.

pub(super) use std::sync::{Mutex, MutexGuard};
