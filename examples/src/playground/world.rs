use std::{
    io,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{registry::Registry, script::Script, sign_in::SignIns, store::Store, tokens::Tokens};

/// What both servers share.
pub(super) struct World {
    pub(super) issuer: String,
    pub(super) api: String,
    pub(super) tokens: Tokens,
    pub(super) sign_ins: SignIns,
    registry: Mutex<Registry>,
    script: Mutex<Script>,
    store: Mutex<Store>,
}

impl World {
    pub(super) fn new(issuer: String, api: String) -> io::Result<Self> {
        Ok(Self {
            tokens: Tokens::new(issuer.clone(), api.clone())?,
            issuer,
            api,
            sign_ins: SignIns::default(),
            registry: Mutex::default(),
            script: Mutex::default(),
            store: Mutex::default(),
        })
    }

    pub(super) fn registry(&self) -> MutexGuard<'_, Registry> {
        lock(&self.registry)
    }

    pub(super) fn script(&self) -> MutexGuard<'_, Script> {
        lock(&self.script)
    }

    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }
}

/// A request that panicked leaves nothing half done that would matter to the next.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
