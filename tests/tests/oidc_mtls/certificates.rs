//! Certificates, and a server that asks for one.

use auth_core::Secret;
use auth_tests::peer::Peer;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};

pub(crate) fn certificate(name: &str) -> CertifiedKey<KeyPair> {
    generate_simple_self_signed([name.to_owned()]).unwrap()
}

/// The certificate with its key, as one PEM.
pub(crate) fn pem(certified: &CertifiedKey<KeyPair>) -> Secret {
    Secret::new(certified.signing_key.serialize_pem() + &certified.cert.pem())
}

pub(crate) fn start(
    server: &CertifiedKey<KeyPair>,
    client: &CertifiedKey<KeyPair>,
    environment: &[(&str, &str)],
) -> Peer {
    let (key, shown, expected) = (server.signing_key.serialize_pem(), server.cert.pem(), client.cert.pem());
    Peer::with(&[environment, &[("TLS_CERT", &shown), ("TLS_KEY", &key), ("TLS_CLIENT_CERT", &expected)]].concat())
}
