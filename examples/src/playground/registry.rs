use std::{collections::HashMap, fmt, time::Duration};

use auth_core::{ScopeSet, Secret};
use aws_lc_rs::{constant_time, digest};

/// A client that the authorization server knows.
///
/// ```
/// use std::time::Duration;
///
/// use auth_examples::playground::Registration;
///
/// let viewer = Registration::new("viewer", "s3cret", "model:read bcf:read".parse()?)
///     .token_lifetime(Duration::from_secs(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Registration {
    pub(super) id: String,
    secret: Option<Fingerprint>,
    pub(super) scopes: ScopeSet,
    pub(super) token_lifetime: Duration,
    pub(super) redirect_uris: Vec<String>,
    pub(super) post_logout_redirect_uris: Vec<String>,
}

impl Registration {
    /// A client with a secret and the scopes that it may be granted. Its tokens live for five minutes.
    #[must_use]
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>, scopes: ScopeSet) -> Self {
        Self { secret: Some(Fingerprint::of(secret.into().expose())), ..Self::public(id, scopes) }
    }

    /// A client without a secret, which gets tokens for users only (RFC 6749 section 2.1).
    #[must_use]
    pub fn public(id: impl Into<String>, scopes: ScopeSet) -> Self {
        Self {
            id: id.into(),
            secret: None,
            scopes,
            token_lifetime: Duration::from_mins(5),
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
        }
    }

    /// The client's identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Has the client's tokens live for so long, rounded down to seconds.
    #[must_use]
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// Lets users be sent back here after they have signed in. On loopback, any port will do (RFC 8252 section 7.3).
    #[must_use]
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uris.push(uri.into());
        self
    }

    /// Lets users be sent back here after they have signed out. On loopback, any port will do.
    #[must_use]
    pub fn post_logout_redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.post_logout_redirect_uris.push(uri.into());
        self
    }

    pub(super) const fn is_public(&self) -> bool {
        self.secret.is_none()
    }
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("id", &self.id)
            .field("scopes", &self.scopes)
            .field("token_lifetime", &self.token_lifetime)
            .field("redirect_uris", &self.redirect_uris)
            .finish_non_exhaustive()
    }
}

/// The clients and keys that are known.
#[derive(Default)]
pub(super) struct Registry {
    clients: HashMap<String, Registration>,
    keys: HashMap<Fingerprint, KeyHolder>,
}

/// Whom an API key belongs to, and what it may do.
#[derive(Clone)]
pub(super) struct KeyHolder {
    pub(super) owner: String,
    pub(super) scopes: ScopeSet,
}

impl Registry {
    pub(super) fn add_client(&mut self, registration: Registration) {
        self.clients.insert(registration.id.clone(), registration);
    }

    pub(super) fn add_key(&mut self, key: &Secret, owner: &str, scopes: ScopeSet) {
        self.keys.insert(Fingerprint::of(key.expose()), KeyHolder { owner: owner.to_owned(), scopes });
    }

    pub(super) fn client(&self, id: &str) -> Option<&Registration> {
        self.clients.get(id)
    }

    /// The client with this identifier, if the secret is its own. Takes equally long if there is no such client.
    pub(super) fn authenticate(&self, id: &str, secret: &str) -> Option<Registration> {
        let given = Fingerprint::of(secret);
        let client = self.clients.get(id);
        let expected = client.and_then(|client| client.secret);
        let matches = given.is(expected.unwrap_or(Fingerprint([0; 32])));
        client.filter(|_| matches).cloned()
    }

    pub(super) fn key_holder(&self, key: &str) -> Option<KeyHolder> {
        self.keys.get(&Fingerprint::of(key)).cloned()
    }
}

/// The SHA-256 of a secret. Secrets are compared by it: equally long for every length, and nothing is kept to steal.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub(super) struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(super) fn of(secret: &str) -> Self {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest::digest(&digest::SHA256, secret.as_bytes()).as_ref());
        Self(bytes)
    }

    /// Takes equally long whatever the difference.
    pub(super) fn is(self, other: Self) -> bool {
        constant_time::verify_slices_are_equal(&self.0, &other.0).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_known_by_its_own_secret_only() {
        let mut registry = Registry::default();
        registry.add_client(Registration::new("a", "one", ScopeSet::new()));
        registry.add_client(Registration::new("b", "two", ScopeSet::new()));
        assert!(registry.authenticate("a", "one").is_some());
        for (id, secret) in [("a", "two"), ("a", ""), ("a", "one "), ("c", "one"), ("", "")] {
            assert!(registry.authenticate(id, secret).is_none(), "{id} {secret}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?}", Registration::new("a", "sesame", ScopeSet::new()));
        assert!(shown.contains('a') && !shown.contains("sesame") && !shown.contains("secret"), "{shown}");
    }
}
