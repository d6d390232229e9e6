//! What an ID token is signed with, and the server's keys (RFC 7515, RFC 8725, OpenID Connect Core 1.0 section 10).

use serde_json::{Value, json};

use super::{
    row::{INVALID, JWKS, METADATA, Outcome::Accepted, Row, TOKEN, UNAVAILABLE, row},
    sign_in,
};

#[tokio::test]
async fn an_id_token_that_the_server_has_not_signed_signs_nobody_in() {
    sign_in::run(rows()).await;
}

/// Signs the ID token anew.
fn jwt(mut change: Value) -> Value {
    change["field"] = "id_token".into();
    json!({ "jwt": change })
}

fn lists(algorithms: &Value) -> Value {
    json!({ "patch": { "id_token_signing_alg_values_supported": algorithms } })
}

pub(crate) fn rows() -> Vec<Row> {
    [signatures(), algorithms(), headers(), key_ids(), key_sets()].into_iter().flatten().collect()
}

fn signatures() -> Vec<Row> {
    vec![
        row("signature changed", TOKEN, jwt(json!({ "sig": "flip" })), INVALID)
            .of(&["oidcc-client-test-invalid-sig-rs256"]),
        row(
            "signature changed, ES256",
            TOKEN,
            jwt(json!({ "sig": "flip", "header": { "alg": "ES256", "kid": null } })),
            INVALID,
        )
        .of(&["oidcc-client-test-invalid-sig-es256"]),
        row("signature missing", TOKEN, jwt(json!({ "sig": "drop" })), INVALID),
        row("signed by another key with the same kid", TOKEN, jwt(json!({ "key": "other" })), INVALID),
        row("signed by a key that it brings along", TOKEN, jwt(json!({ "key": "other", "jwk": true })), INVALID),
        row(
            "signed by a key that it brings along, without a kid",
            TOKEN,
            jwt(json!({ "key": "other", "jwk": true, "header": { "kid": null } })),
            INVALID,
        ),
    ]
}

fn algorithms() -> Vec<Row> {
    let every = lists(&json!(["RS256", "ES256", "HS256", "none"]));
    vec![
        row("RS256", TOKEN, jwt(json!({})), Accepted).of(&["oidcc-client-test-idtoken-sig-rs256"]),
        row("ES256", TOKEN, jwt(json!({ "header": { "alg": "ES256", "kid": null } })), Accepted),
        row("none", TOKEN, jwt(json!({ "key": "none" })), INVALID)
            .of(&["oidcc-client-test-idtoken-sig-none", "fapi2-security-profile-final-client-test-invalid-null-alg"]),
        row("none, which the server lists", TOKEN, jwt(json!({ "key": "none" })), INVALID).and(METADATA, every.clone()),
        row("HS256 with the public key as JWK", TOKEN, jwt(json!({ "key": "hs256" })), INVALID)
            .of(&["oidcc-client-test-invalid-sig-hs256"]),
        row("HS256 with the public key as PEM", TOKEN, jwt(json!({ "key": "hs256-pem" })), INVALID),
        row("HS256, which the server lists", TOKEN, jwt(json!({ "key": "hs256" })), INVALID)
            .and(METADATA, every.clone()),
        row(
            "HS256 without a kid, which the server lists",
            TOKEN,
            jwt(json!({ "key": "hs256-pem", "header": { "kid": null } })),
            INVALID,
        )
        .and(METADATA, every),
        row("one that the server does not list", TOKEN, jwt(json!({})), INVALID)
            .and(METADATA, lists(&json!(["ES256", "PS256"])))
            .of(&["fapi2-security-profile-final-client-test-invalid-alternate-alg"]),
        row("one that the key is not for", TOKEN, jwt(json!({ "header": { "alg": "ES256" } })), INVALID),
    ]
}

fn headers() -> Vec<Row> {
    vec![
        row(
            "a critical header that is unknown",
            TOKEN,
            jwt(json!({ "header": { "crit": ["https://iam.example.com/x"], "https://iam.example.com/x": true } })),
            INVALID,
        ),
        row(
            "a payload that is not encoded",
            TOKEN,
            jwt(json!({ "header": { "crit": ["b64"], "b64": true } })),
            INVALID,
        ),
        row("five parts, as if encrypted", TOKEN, json!({ "patch": { "id_token": "e30.e30.e30.e30.e30" } }), INVALID),
        row("a header that is not JSON", TOKEN, json!({ "patch": { "id_token": "eA.e30.AAAA" } }), INVALID),
        row("parts that are not base64url", TOKEN, json!({ "patch": { "id_token": "sesame!.e30.AA" } }), INVALID),
    ]
}

fn key_ids() -> Vec<Row> {
    vec![
        row("kid unknown", TOKEN, jwt(json!({ "header": { "kid": "unknown" } })), INVALID),
        row(
            "kid unknown, and the key another",
            TOKEN,
            jwt(json!({ "key": "other", "header": { "kid": "x" } })),
            INVALID,
        ),
        row("kid missing, one key", TOKEN, jwt(json!({ "header": { "kid": null } })), Accepted)
            .of(&["oidcc-client-test-kid-absent-single-jwks"]),
        row("kid missing, several keys", TOKEN, jwt(json!({ "header": { "kid": null } })), INVALID)
            .and(JWKS, json!({ "append": { "keys": [rsa("another")] } }))
            .of(&["oidcc-client-test-kid-absent-multiple-jwks"]),
        row("keys replaced just before signing", TOKEN, jwt(json!({})), Accepted)
            .meanwhile("rotate-keys")
            .of(&["oidcc-client-test-signing-key-rotation-just-before-signing"]),
    ]
}

fn key_sets() -> Vec<Row> {
    let html = json!({ "status": 200, "body": "<html>sesame</html>", "headers": { "content-type": "text/html" } });
    let with = |key: Value| json!({ "append": { "keys": [key] } });
    let another = |member: &str, value: &str| {
        let mut key = rsa("another");
        key[member] = value.into();
        with(key)
    };
    vec![
        row("a page in place of the keys", JWKS, html, INVALID),
        row("keys that are a list", JWKS, json!({ "raw": "[]" }), INVALID),
        row(
            "keys elsewhere",
            JWKS,
            json!({ "status": 302, "headers": { "location": "http://127.0.0.1:1/" } }),
            INVALID,
        ),
        row("no keys", JWKS, json!({ "patch": { "keys": [] }, "times": 9 }), INVALID),
        row("keys that cannot be had", JWKS, json!({ "status": 503, "times": 9 }), UNAVAILABLE),
        row("a key of an unknown type beside", JWKS, with(json!({ "kty": "unknown", "kid": "x" })), Accepted),
        row(
            "a key on an unknown curve beside",
            JWKS,
            with(json!({ "kty": "OKP", "crv": "X448", "x": "AA" })),
            Accepted,
        ),
        row("a key without a type beside", JWKS, with(json!({})), Accepted),
        row("a key that is too short beside", JWKS, with(json!({ "kty": "RSA", "n": "wAAB", "e": "AQAB" })), Accepted),
        row("a key for encryption beside", JWKS, another("use", "enc"), Accepted),
        row("a key for another algorithm beside", JWKS, another("alg", "RSA-OAEP"), Accepted),
    ]
}

/// A public key of RSA that nothing was signed with.
fn rsa(kid: &str) -> Value {
    let modulus = format!("w{}Q", "A".repeat(340));
    json!({ "kty": "RSA", "kid": kid, "use": "sig", "alg": "RS256", "n": modulus, "e": "AQAB" })
}
