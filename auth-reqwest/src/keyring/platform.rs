//! The key store that an operating system has.

#[cfg(any(windows, all(unix, not(any(target_os = "android", target_os = "ios")))))]
use keyring_core::api::CredentialStoreApi as _;
use keyring_core::{Entry, Result};

/// Connects to the key store, for the entry of an application and an account; the label is for whoever looks at it.
pub(super) type Open = fn(application: &str, account: &str, label: &str) -> Result<Entry>;

#[cfg(target_os = "macos")]
pub(super) fn open(application: &str, account: &str, _label: &str) -> Result<Entry> {
    apple_native_keyring_store::keychain::Store::new()?.build(application, account, None)
}

#[cfg(windows)]
pub(super) fn open(application: &str, account: &str, _label: &str) -> Result<Entry> {
    // An account has no `@`, as it is a query: so the name of an entry can be read in one way only.
    let configuration = std::collections::HashMap::from([("divider", "@")]);
    windows_native_keyring_store::Store::new_with_configuration(&configuration)?.build(application, account, None)
}

#[cfg(all(unix, not(any(target_os = "android", target_os = "ios", target_os = "macos"))))]
pub(super) fn open(application: &str, account: &str, label: &str) -> Result<Entry> {
    let label = std::collections::HashMap::from([("label", label)]);
    zbus_secret_service_keyring_store::Store::new()?.build(application, account, Some(&label))
}

#[cfg(not(any(windows, all(unix, not(any(target_os = "android", target_os = "ios"))))))]
pub(super) fn open(_application: &str, _account: &str, _label: &str) -> Result<Entry> {
    Err(keyring_core::Error::NoDefaultStore)
}
