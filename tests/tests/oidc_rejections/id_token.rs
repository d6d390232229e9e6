//! Claims of an ID token (OpenID Connect Core 1.0 section 3.1.3.7).

use serde_json::{Value, json};

use super::{
    row::{INVALID, Outcome::Accepted, Row, TOKEN, row},
    sign_in,
};

#[tokio::test]
async fn an_id_token_with_wrong_claims_signs_nobody_in() {
    sign_in::run(rows()).await;
}

fn set(claims: &Value) -> Value {
    json!({ "jwt": { "field": "id_token", "set": claims } })
}

fn without(claim: &str) -> Value {
    json!({ "jwt": { "field": "id_token", "drop": [claim] } })
}

/// Claims that are a time, in seconds from when the token is signed.
fn at(claims: &Value) -> Value {
    json!({ "jwt": { "field": "id_token", "at": claims } })
}

pub(crate) fn rows() -> Vec<Row> {
    [issuer_and_subject(), audience(), times(), bindings(), absence()].into_iter().flatten().collect()
}

fn issuer_and_subject() -> Vec<Row> {
    vec![
        row("ID token: iss of another", TOKEN, set(&json!({ "iss": "https://iam.example.com" })), INVALID)
            .of(&["oidcc-client-test-invalid-iss", "fapi2-security-profile-final-client-test-invalid-iss"]),
        row("ID token: iss missing", TOKEN, without("iss"), INVALID)
            .of(&["fapi2-security-profile-final-client-test-invalid-missing-iss"]),
        row("ID token: iss that is a list", TOKEN, set(&json!({ "iss": ["https://iam.example.com"] })), INVALID),
        row("ID token: sub missing", TOKEN, without("sub"), INVALID).of(&["oidcc-client-test-missing-sub"]),
        row("ID token: sub empty", TOKEN, set(&json!({ "sub": "" })), INVALID),
        row("ID token: sub that is a number", TOKEN, set(&json!({ "sub": 1 })), INVALID),
    ]
}

fn audience() -> Vec<Row> {
    vec![
        row("ID token: aud of another", TOKEN, set(&json!({ "aud": "another" })), INVALID)
            .of(&["oidcc-client-test-invalid-aud", "fapi2-security-profile-final-client-test-invalid-aud"]),
        row("ID token: aud that only begins like the client", TOKEN, set(&json!({ "aud": "cli-native1" })), INVALID),
        row("ID token: aud missing", TOKEN, without("aud"), INVALID)
            .of(&["oidcc-client-test-missing-aud", "fapi2-security-profile-final-client-test-invalid-missing-aud"]),
        row("ID token: aud empty", TOKEN, set(&json!({ "aud": [] })), INVALID),
        row("ID token: aud that is a number", TOKEN, set(&json!({ "aud": 1 })), INVALID),
        row(
            "ID token: aud of another beside the client",
            TOKEN,
            set(&json!({ "aud": ["cli-native", "another"] })),
            INVALID,
        )
        .of(&["fapi2-security-profile-final-client-test-invalid-secondary-aud"]),
        row(
            "ID token: several aud, azp of another",
            TOKEN,
            set(&json!({ "aud": ["cli-native", "another"], "azp": "another" })),
            INVALID,
        ),
        row(
            "ID token: several aud, azp of the client",
            TOKEN,
            set(&json!({ "aud": ["cli-native", "another"], "azp": "cli-native" })),
            INVALID,
        ),
        row("ID token: azp of another", TOKEN, set(&json!({ "azp": "another" })), INVALID),
        row("ID token: azp of the client", TOKEN, set(&json!({ "azp": "cli-native" })), Accepted),
        row("ID token: aud that is a list of the client", TOKEN, set(&json!({ "aud": ["cli-native"] })), Accepted)
            .of(&["fapi2-security-profile-final-client-test-valid-aud-as-array"]),
    ]
}

/// Clocks may differ by ten seconds.
fn times() -> Vec<Row> {
    vec![
        row("ID token: exp missing", TOKEN, without("exp"), INVALID)
            .of(&["fapi2-security-profile-final-client-test-invalid-missing-exp"]),
        row("ID token: exp long past", TOKEN, at(&json!({ "exp": -3600 })), INVALID)
            .of(&["fapi2-security-profile-final-client-test-invalid-expired-exp"]),
        row("ID token: exp past, outside the leeway", TOKEN, at(&json!({ "exp": -15 })), INVALID),
        row("ID token: exp past, within the leeway", TOKEN, at(&json!({ "exp": -3 })), Accepted),
        row("ID token: exp that is no number", TOKEN, set(&json!({ "exp": "never" })), INVALID),
        row("ID token: iat missing", TOKEN, without("iat"), INVALID).of(&["oidcc-client-test-missing-iat"]),
        row("ID token: iat far in the future", TOKEN, at(&json!({ "iat": 3600, "exp": 7200 })), INVALID),
        row("ID token: iat in the future, outside the leeway", TOKEN, at(&json!({ "iat": 20 })), INVALID),
        row("ID token: iat in the future, within the leeway", TOKEN, at(&json!({ "iat": 5 })), Accepted),
        row("ID token: iat that is no number", TOKEN, set(&json!({ "iat": "now" })), INVALID),
        row("ID token: nbf in the future", TOKEN, at(&json!({ "nbf": 60 })), INVALID),
    ]
}

/// To this sign-in, to the tokens beside it, to its purpose.
fn bindings() -> Vec<Row> {
    vec![
        row("ID token: nonce of another", TOKEN, set(&json!({ "nonce": "another" })), INVALID)
            .of(&["oidcc-client-test-nonce-invalid", "fapi2-security-profile-final-client-test-invalid-nonce"]),
        row("ID token: nonce missing", TOKEN, without("nonce"), INVALID)
            .of(&["fapi2-security-profile-final-client-test-invalid-missing-nonce"]),
        row("ID token: nonce empty", TOKEN, set(&json!({ "nonce": "" })), INVALID),
        row(
            "ID token: at_hash of another access token",
            TOKEN,
            set(&json!({ "at_hash": "77QmUPtjPfzWtF2AnpK9RQ" })),
            INVALID,
        ),
        row("ID token: at_hash that is a number", TOKEN, set(&json!({ "at_hash": 1 })), INVALID),
        row(
            "ID token: at_hash of the access token",
            TOKEN,
            json!({ "jwt": { "field": "id_token", "hash": { "at_hash": "access_token" } } }),
            Accepted,
        ),
        row("ID token: c_hash of another code", TOKEN, set(&json!({ "c_hash": "LDktKdoQak3Pk0cnXxCltA" })), INVALID),
        row(
            "ID token: an access token in its place",
            TOKEN,
            json!({ "jwt": { "field": "id_token", "header": { "typ": "at+jwt" } } }),
            INVALID,
        ),
    ]
}

/// `openid` was asked for, so the server has to say who signed in, whatever the access token is good for.
fn absence() -> Vec<Row> {
    let without_id_token = |scope: Value| json!({ "patch": { "id_token": null, "scope": scope } });
    vec![
        row(
            "ID token: missing, though openid was granted",
            TOKEN,
            without_id_token(json!("openid model:read")),
            INVALID,
        ),
        row("ID token: missing, and the scope unsaid", TOKEN, without_id_token(Value::Null), INVALID),
        row("ID token: missing, and openid not granted", TOKEN, without_id_token(json!("model:read")), INVALID),
        row("ID token: that is empty", TOKEN, json!({ "patch": { "id_token": "" } }), INVALID),
        row("ID token: that is a list", TOKEN, json!({ "patch": { "id_token": [] } }), INVALID),
        row("ID token: that is no JWT", TOKEN, json!({ "patch": { "id_token": "open.sesame" } }), INVALID),
    ]
}
