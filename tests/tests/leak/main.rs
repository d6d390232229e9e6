//! Nothing leaks: every flow and every fault, with every crate logging all it can, everything printed that can be printed,
//! and each panic; and in all of that none of the secrets that were used, in any encoding.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod applications;
mod certificate;
#[path = "../oidc_mtls/certificates.rs"]
mod certificates;
mod faults;
mod key_store;
mod log;
mod search;
mod services;
mod sign_ins;
#[path = "../web/app.rs"]
#[expect(dead_code, reason = "the test of the web sign-in needs more of it")]
mod web_app;
mod wire;

use std::fmt;

use auth_tests::peer::Peer;

use crate::{
    log::Logged,
    search::{ENCODINGS, Encoding, Secrets},
};

/// Who must have said something.
const SOURCES: [&str; 10] = [
    "auth_core",
    "debug",
    "error",
    "huskarl",
    "huskarl_core",
    "hyper_util",
    "keyring_core",
    "panic",
    "reqwest",
    "zbus",
];

/// What must have been used.
const KINDS: [&str; 24] = [
    "DPoP proof",
    "ID token",
    "PKCE verifier",
    "access token",
    "actor token",
    "api key",
    "assertion",
    "authorization code",
    "client assertion",
    "client secret",
    "cookie",
    "device code",
    "key of a certificate",
    "nonce",
    "private key",
    "project access token",
    "refresh token",
    "registration token",
    "request URI",
    "revoked token",
    "state",
    "stored refresh token",
    "subject token",
    "user code",
];

#[tokio::test]
async fn no_secret_is_logged_or_printed_and_one_that_were_would_be_found() {
    log::collect();
    let mut secrets = Secrets::default();
    let peer = Peer::with(&[("RECORD", "1"), ("AT_TTL", "300")]);
    for algorithm in ["ES256", "EdDSA"] {
        wire::add_key(&mut secrets, &peer, algorithm);
    }
    services::run(&peer).await;
    sign_ins::run(&peer).await;
    applications::run(&mut secrets).await;
    certificate::run(&mut secrets).await;
    key_store::run(&mut secrets);
    wire::add_all(&mut secrets, &peer).await;
    faults::run(&peer, &secrets).await;
    wire::add_all(&mut secrets, &peer).await;

    let logged = Logged::so_far();
    println!("searched {} bytes of {} sources:", logged.text.len(), logged.sources.len());
    logged.sources.iter().for_each(|(source, lines)| println!("  {lines:>6} {source}"));
    let encodings: Vec<_> = ENCODINGS.iter().map(|encoding| encoding.name).collect();
    println!("for these secrets, as {}:", encodings.join(", "));
    secrets.counts().for_each(|(kind, count)| println!("  {count:>6} {kind}"));
    for source in SOURCES {
        assert!(logged.lines_of(source) > 0, "{source} said nothing: {:?}", logged.sources);
    }
    let kinds: Vec<_> = secrets.counts().map(|(kind, _)| kind).collect();
    for kind in KINDS {
        assert!(kinds.contains(&kind), "no {kind} was used: {kinds:?}");
    }
    let found = secrets.found_in(&logged.text);
    assert!(found.is_empty(), "{}", Secrets::told_by(&logged.text, &found));

    find_what_is_honest(&secrets);
}

/// A type whose `Debug` tells what it holds.
struct Honest(String);

impl fmt::Debug for Honest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Honest({})", self.0)
    }
}

/// A test of the test: each kind of secret is logged once in each encoding, and found each time.
fn find_what_is_honest(secrets: &Secrets) {
    for Encoding { name: encoding, encode, .. } in ENCODINGS {
        let before = Logged::so_far().text.len();
        for (kind, _) in secrets.counts() {
            let honest = Honest(encode(secrets.any(kind)).remove(0));
            tracing::trace!(?honest);
        }
        let found = secrets.found_in(&Logged::so_far().text[before..]);
        for (kind, _) in secrets.counts() {
            let is_found = found.iter().any(|(found, how, _)| (*found, *how) == (kind, encoding));
            assert!(is_found, "{kind} as {encoding} was not found");
        }
    }
}
