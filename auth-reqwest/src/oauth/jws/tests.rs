use std::sync::Arc;

use auth_core::Secret;
use huskarl::core::{
    crypto::{
        signer::JwsSigner as _,
        verifier::{JwsVerifier, JwsVerifierPlatform as _, KeyMatch, MultiKeyVerifier, VerifyError},
    },
    jwk::{Jwks, PublicJwk, PublicJwks},
    jwt::{Jwt, validator::JwtValidator},
};
use serde_json::{Value, json};

use super::{AwsLcPlatform, SigningAlgorithm, SigningKey};

/// RFC 7515 appendix A.2, RS256.
const RSA: &str = r#"{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#;
const RSA_JWS: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

/// RFC 7515 appendix A.3, ES256.
const P256: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;
const P256_JWS: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

/// RFC 7515 appendix A.4, ES512.
const P521: &str = r#"{"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}"#;
const P521_JWS: &str = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";

/// RFC 8037 appendix A.
const ED25519: &str = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#;
const ED25519_JWS: &str = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

fn base64(text: &str) -> Vec<u8> {
    // A byte array in base64url is what `x` of a JWK is.
    let jwk = json!({ "kty": "OKP", "crv": "any", "x": text });
    let jwk: PublicJwk = serde_json::from_value(jwk).unwrap();
    match jwk.key {
        huskarl::core::jwk::PublicKey::Okp(key) => key.x,
        _ => unreachable!("it is an OKP"),
    }
}

async fn verifier(jwk: &str) -> Arc<dyn JwsVerifier> {
    AwsLcPlatform.create_verifier_from_jwk(serde_json::from_str(jwk).unwrap()).await.unwrap()
}

async fn verify(jwk: &str, algorithm: &str, input: &str, signature: &[u8]) -> Result<(), VerifyError> {
    let key_match = KeyMatch::builder().alg(algorithm).build();
    verifier(jwk).await.verify(input.as_bytes(), signature, &key_match).await
}

async fn is_usable(jwk: Value) -> bool {
    match serde_json::from_value(jwk) {
        Ok(jwk) => AwsLcPlatform.create_verifier_from_jwk(jwk).await.is_ok(),
        Err(_) => false,
    }
}

fn with(jwk: &str, member: &str, value: Value) -> Value {
    let mut jwk: Value = serde_json::from_str(jwk).unwrap();
    jwk[member] = value;
    jwk
}

#[tokio::test]
async fn the_examples_of_the_rfcs_are_verified() {
    for (jwk, algorithm, jws) in [
        (RSA, "RS256", RSA_JWS),
        (P256, "ES256", P256_JWS),
        (P521, "ES512", P521_JWS),
        (ED25519, "EdDSA", ED25519_JWS),
        (ED25519, "Ed25519", ED25519_JWS),
    ] {
        let (input, signature) = jws.rsplit_once('.').unwrap();
        let signature = base64(signature);
        assert!(verify(jwk, algorithm, input, &signature).await.is_ok(), "{algorithm}");
        assert!(verify(jwk, algorithm, &input[1..], &signature).await.is_err(), "{algorithm}, another text");
        for wrong in [&signature[1..], &[], &[signature.as_slice(), &[0]].concat()] {
            assert!(verify(jwk, algorithm, input, wrong).await.is_err(), "{algorithm}, {} bytes", wrong.len());
        }
        let mut flipped = signature;
        flipped[7] ^= 1;
        assert!(verify(jwk, algorithm, input, &flipped).await.is_err(), "{algorithm}, one bit");
    }
}

/// Every algorithm, signed by an independent library (the npm package jose).
#[tokio::test]
async fn what_jose_signs_is_verified() {
    let examples: Vec<Value> = serde_json::from_str(include_str!("jose.json")).unwrap();
    for example in &examples {
        let (jwk, jws) = (&example["jwk"], example["jws"].as_str().unwrap());
        let algorithm = jwk["alg"].as_str().unwrap();
        let (input, signature) = jws.rsplit_once('.').unwrap();
        let signature = base64(signature);
        assert!(verify(&jwk.to_string(), algorithm, input, &signature).await.is_ok(), "{algorithm}");
        let other = examples.iter().find(|other| other["jwk"]["kty"] == jwk["kty"] && other["jwk"] != *jwk);
        let Some(other) = other else { continue };
        let other = with(&other["jwk"].to_string(), "alg", jwk["alg"].clone()).to_string();
        if is_usable(serde_json::from_str(&other).unwrap()).await {
            assert!(verify(&other, algorithm, input, &signature).await.is_err(), "{algorithm}, another key");
        }
    }
    let names: Vec<_> = examples.iter().map(|example| example["jwk"]["alg"].as_str().unwrap()).collect();
    for name in AwsLcPlatform.supported_signature_algorithms() {
        assert!(names.contains(name) || *name == "Ed25519", "{name} is not tested");
    }
}

#[tokio::test]
async fn a_key_verifies_no_algorithm_but_its_own() {
    for (jwk, own) in
        [(RSA, &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"][..]), (P256, &["ES256"]), (P521, &["ES512"])]
    {
        let verifier = verifier(jwk).await;
        for algorithm in ["none", "", "HS256", "HS384", "HS512", "rs256", "ES256K", "RS1", "dir"]
            .into_iter()
            .chain(AwsLcPlatform.supported_signature_algorithms().iter().copied())
        {
            let found = verifier.key_match(&KeyMatch::builder().alg(algorithm).build());
            assert_eq!(found.is_some(), own.contains(&algorithm), "{algorithm} by {own:?}");
        }
    }
    let bound = verifier(&with(RSA, "alg", json!("PS256")).to_string()).await;
    assert!(bound.key_match(&KeyMatch::builder().alg("PS256").build()).is_some());
    assert!(bound.key_match(&KeyMatch::builder().alg("RS256").build()).is_none());
}

#[tokio::test]
async fn keys_that_cannot_be_used_are_passed_over() {
    let usable: Value = with(P256, "kid", json!("usable"));
    let unusable = [
        with(P256, "use", json!("enc")),
        with(P256, "key_ops", json!(["sign"])),
        with(P256, "alg", json!("RS256")),
        with(P256, "alg", json!("ECDH-ES")),
        with(P256, "alg", json!("none")),
        with(RSA, "alg", json!("HS256")),
        with(P256, "crv", json!("secp256k1")),
        with(P256, "crv", json!("P-384")),
        with(P256, "y", json!("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a1")), // not on the curve
        with(ED25519, "crv", json!("Ed448")),
        with(ED25519, "x", json!("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcH")),
        with(RSA, "n", json!("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmf")),
    ];
    for jwk in &unusable {
        assert!(!is_usable(jwk.clone()).await, "{jwk}");
    }
    let keys: Vec<_> = unusable
        .into_iter()
        .chain([json!({ "kty": "oct", "k": "AA" }), json!({ "kty": "new" }), json!(7), usable])
        .collect();
    let set: Jwks = serde_json::from_value(json!({ "keys": keys })).unwrap();
    let verifier = MultiKeyVerifier::from_jwks(&PublicJwks::from(set), &AwsLcPlatform).await.unwrap();
    let (input, signature) = P256_JWS.rsplit_once('.').unwrap();
    let key_match = KeyMatch::builder().alg("ES256").kid("usable").build();
    verifier.verify(input.as_bytes(), &base64(signature), &key_match).await.unwrap();
}

#[tokio::test]
async fn unsigned_tokens_and_unknown_critical_headers_are_refused() {
    let verifier = verifier(P256).await;
    let validator = JwtValidator::builder().verifier(verifier.clone()).build();
    let key = SigningKey::from_jwk(&P256.into()).unwrap();
    let signed = |header: Value| {
        let key = key.clone();
        async move {
            let part = |value: &Value| encode(value.to_string().as_bytes());
            let input = format!("{}.{}", part(&header), part(&json!({ "sub": "s" })));
            let signature = key.sign(input.as_bytes()).await.unwrap();
            format!("{input}.{}", encode(&signature))
        }
    };
    let good = signed(json!({ "alg": "ES256" })).await;
    validator.validate::<Value>(&good).await.unwrap();
    for header in [
        json!({ "alg": "ES256", "crit": ["b64"], "b64": false }),
        json!({ "alg": "ES256", "crit": ["new"], "new": 1 }),
        json!({ "alg": "HS256" }),
        json!({ "alg": "none" }),
        json!({ "alg": "None" }),
        json!({}),
    ] {
        let token = signed(header.clone()).await;
        assert!(validator.validate::<Value>(&token).await.is_err(), "{header}");
    }
    let unsigned = format!("{}.{}.", encode(br#"{"alg":"none"}"#), encode(br#"{"sub":"s"}"#));
    assert!(validator.validate::<Value>(&unsigned).await.is_err());
}

#[tokio::test]
async fn what_a_key_signs_its_public_part_verifies() {
    let keys = [
        SigningKey::generate().unwrap(),
        SigningKey::from_jwk(&P256.into()).unwrap(),
        SigningKey::from_jwk(&ED25519.into()).unwrap(),
    ];
    for key in keys {
        let signature = key.sign(b"text").await.unwrap();
        verify(&key.public_jwk(), key.algorithm().name(), "text", &signature).await.unwrap();
        assert!(!key.public_jwk().contains("\"d\""));
    }
}

#[tokio::test]
async fn ed25519_signs_as_in_rfc_8037() {
    let (input, signature) = ED25519_JWS.rsplit_once('.').unwrap();
    let key = SigningKey::from_jwk(&ED25519.into()).unwrap();
    assert_eq!(key.sign(input.as_bytes()).await.unwrap(), base64(signature));
}

#[tokio::test]
async fn a_signed_token_names_algorithm_and_key() {
    let key = SigningKey::generate().unwrap().with_key_id("k1");
    let token = Jwt::builder().sub("s").claims(()).build().to_jws_compact(&key).await.unwrap();
    let header = base64(token.expose_secret().split('.').next().unwrap());
    let header: Value = serde_json::from_slice(&header).unwrap();
    assert_eq!((&header["alg"], &header["kid"]), (&json!("ES256"), &json!("k1")));
}

#[test]
fn keys_that_do_not_fit_are_refused_without_showing_them() {
    let other = with(P256, "x", json!("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"));
    let public = {
        let mut key = with(P256, "d", Value::Null);
        key.as_object_mut().unwrap().remove("d");
        key
    };
    for json in [
        other.to_string(),
        public.to_string(),
        with(P256, "alg", json!("HS256")).to_string(),
        with(P256, "alg", json!("RS256")).to_string(),
        with(P256, "d", json!("sesame!")).to_string(),
        r#"{"kty":"oct","k":"c2VzYW1l"}"#.to_owned(),
        r#""sesame""#.to_owned(),
        "sesame".to_owned(),
    ] {
        let error = SigningKey::from_jwk(&Secret::new(json.as_str())).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains("sesame") && !text.contains("jpsQ"), "{text}");
    }
    for pem in ["", "sesame", "-----BEGIN PRIVATE KEY-----\nc2VzYW1l\n-----END PRIVATE KEY-----\n"] {
        let error = SigningKey::from_pem(&pem.into()).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("c2VzYW1l"));
    }
}

#[test]
fn a_key_takes_only_algorithms_of_its_kind() {
    let key = SigningKey::generate().unwrap();
    assert!(key.clone().with_algorithm(SigningAlgorithm::Es384).is_err());
    assert!(key.with_algorithm(SigningAlgorithm::Es256).is_ok());
}

#[test]
fn debug_shows_no_private_key() {
    let key = SigningKey::from_jwk(&P256.into()).unwrap().with_key_id("k1");
    assert_eq!(format!("{key:?}"), r#"SigningKey { algorithm: Es256, key_id: Some("k1"), .. }"#);
}

/// Base64url without padding.
fn encode(bytes: &[u8]) -> String {
    let key = huskarl::core::jwk::OkpPublicKey::builder().crv("any").x(bytes.iter().copied()).build();
    serde_json::to_value(key).unwrap()["x"].as_str().unwrap().to_owned()
}
