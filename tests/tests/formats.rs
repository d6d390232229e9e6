//! What is stored in a format that does not describe itself is read again.

use auth_core::{ScopeSet, Secret, secret};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
struct Stored {
    scopes: ScopeSet,
    #[serde(with = "secret::exposed")]
    token: Secret,
}

#[test]
fn scopes_and_exposed_secrets_are_read_from_what_they_were_written_as() {
    let stored = Stored { scopes: "model:read model:write".parse().unwrap(), token: "sesame".into() };
    let read: Stored = postcard::from_bytes(&postcard::to_allocvec(&stored).unwrap()).unwrap();
    assert_eq!((&read.scopes, read.token.expose()), (&stored.scopes, "sesame"));
    let read: Stored = serde_json::from_slice(&serde_json::to_vec(&stored).unwrap()).unwrap();
    assert_eq!((&read.scopes, read.token.expose()), (&stored.scopes, "sesame"));
}
