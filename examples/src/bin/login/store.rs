//! Where the refresh token is kept between two starts: in the key store of the operating system, if there is one.

use std::{error::Error as _, sync::Arc};

use auth_core::{
    CredentialError,
    lifecycle::{MemoryStore, RefreshTokenKey, RefreshTokenStore},
};
use auth_reqwest::{KeyringError, KeyringStore};

/// What the user sees where key stores are looked at.
const NAME: &str = "auth: example `login`";

pub(crate) async fn open(key: &RefreshTokenKey) -> Arc<dyn RefreshTokenStore> {
    let store = KeyringStore::new(NAME);
    match store.load(key).await {
        Err(error) if is_absent(&error) => {
            anstream::eprintln!("this machine has no key store, so the next start needs another sign-in");
            Arc::new(MemoryStore::new())
        }
        _ => Arc::new(store),
    }
}

fn is_absent(error: &CredentialError) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref());
    matches!(cause, Some(KeyringError::Absent { .. }))
}
