//! What a client must not accept, one mutation each, against a certified server that is made to answer wrongly.
//!
//! Each row says what is wrong and what becomes of it: the kind of the error, no session, no refresh token stored, no code
//! redeemed that should not be, and no secret in the text of the error. A few rows are good, so that it is seen that
//! nothing else was refused. What a listener on loopback (RFC 8252) must not accept is in `oidc_loopback.rs`, and what a
//! web back end must not in `web`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;

use row::Row;

mod callback;
mod device;
mod discovery;
mod id_token;
mod refresh;
mod revocation;
mod row;
mod sign_in;
mod signature;
mod token_endpoint;
mod user_info;

const ROWS: usize = 313;

/// The modules of the OpenID Foundation's plans for relying parties that this client can be asked to pass: Basic, Config,
/// refresh tokens, and FAPI 2.0 Security Profile with DPoP and plain answers. Not here are `client-secret-basic`, which is
/// in `oidc_client_credentials.rs`, and `happy-path` and `rs-dpop-auth-scheme-case-insensitivity`, in `oidc_dpop.rs`.
const MODULES: [&str; 44] = [
    "oidcc-client-test",
    "oidcc-client-test-discovery-issuer-mismatch",
    "oidcc-client-test-discovery-jwks-uri-keys",
    "oidcc-client-test-discovery-openid-config",
    "oidcc-client-test-idtoken-sig-none",
    "oidcc-client-test-idtoken-sig-rs256",
    "oidcc-client-test-invalid-aud",
    "oidcc-client-test-invalid-iss",
    "oidcc-client-test-invalid-sig-es256",
    "oidcc-client-test-invalid-sig-hs256",
    "oidcc-client-test-invalid-sig-rs256",
    "oidcc-client-test-kid-absent-multiple-jwks",
    "oidcc-client-test-kid-absent-single-jwks",
    "oidcc-client-test-missing-aud",
    "oidcc-client-test-missing-iat",
    "oidcc-client-test-missing-sub",
    "oidcc-client-test-nonce-invalid",
    "oidcc-client-test-refresh-token",
    "oidcc-client-test-refresh-token-invalid-issuer",
    "oidcc-client-test-refresh-token-invalid-sub",
    "oidcc-client-test-scope-userinfo-claims",
    "oidcc-client-test-signing-key-rotation",
    "oidcc-client-test-signing-key-rotation-just-before-signing",
    "oidcc-client-test-userinfo-invalid-sub",
    "fapi2-security-profile-final-client-test-discovery-issuer-mismatch",
    "fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-missing-state-fails",
    "fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-state-fails",
    "fapi2-security-profile-final-client-test-happy-path-no-dpop-nonce",
    "fapi2-security-profile-final-client-test-invalid-alternate-alg",
    "fapi2-security-profile-final-client-test-invalid-aud",
    "fapi2-security-profile-final-client-test-invalid-authorization-response-iss",
    "fapi2-security-profile-final-client-test-invalid-expired-exp",
    "fapi2-security-profile-final-client-test-invalid-iss",
    "fapi2-security-profile-final-client-test-invalid-missing-aud",
    "fapi2-security-profile-final-client-test-invalid-missing-exp",
    "fapi2-security-profile-final-client-test-invalid-missing-iss",
    "fapi2-security-profile-final-client-test-invalid-missing-nonce",
    "fapi2-security-profile-final-client-test-invalid-nonce",
    "fapi2-security-profile-final-client-test-invalid-null-alg",
    "fapi2-security-profile-final-client-test-invalid-secondary-aud",
    "fapi2-security-profile-final-client-test-remove-authorization-response-iss",
    "fapi2-security-profile-final-client-test-token-endpoint-response-without-expires_in",
    "fapi2-security-profile-final-client-test-token-type-case-insensitivity",
    "fapi2-security-profile-final-client-test-valid-aud-as-array",
];

fn table() -> Vec<Row> {
    let themes = [
        callback::rows(),
        device::rows(),
        discovery::rows(),
        id_token::rows(),
        refresh::rows(),
        revocation::rows(),
        signature::rows(),
        token_endpoint::rows(),
        user_info::rows(),
    ];
    themes.into_iter().flatten().collect()
}

#[test]
fn the_table_has_all_its_rows() {
    let table = table();
    let good = table.iter().filter(|row| row.outcome == row::Outcome::Accepted).count();
    println!("{} rows, of which {good} are good", table.len());
    assert_eq!(table.len(), ROWS);
    let mut names = HashSet::new();
    for row in table {
        assert!(names.insert(row.name), "two rows are called {}", row.name);
    }
}

#[test]
fn every_module_of_the_plans_has_a_row() {
    let found: HashSet<_> = table().iter().flat_map(|row| row.modules).copied().collect();
    assert_eq!(found, HashSet::from(MODULES));
}
