//! Where the refresh token is kept between two starts.

use std::sync::Arc;

use auth_core::lifecycle::{MemoryStore, RefreshTokenStore};

/// For as long as the program runs.
pub(crate) fn open() -> Arc<dyn RefreshTokenStore> {
    Arc::new(MemoryStore::new())
}
