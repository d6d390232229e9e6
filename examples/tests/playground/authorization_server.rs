use std::time::Duration;

use auth_examples::playground::{AuthMethod, Playground, Registration};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, jwk::JwkSet};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::{challenges, http, json, playground, send};

const GRANT: (&str, &str) = ("grant_type", "client_credentials");

fn ask(playground: &Playground, parameters: &[(&str, &str)]) -> RequestBuilder {
    http().post(playground.token_endpoint()).form(parameters)
}

/// As the client `viewer`.
fn ask_as_viewer(playground: &Playground, parameters: &[(&str, &str)]) -> RequestBuilder {
    ask(playground, parameters).basic_auth("viewer", Some("s3cret"))
}

async fn refused(request: RequestBuilder) -> (u16, String) {
    let answer = send(request).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    (status, body["error"].as_str().unwrap().to_owned())
}

async fn get(url: String) -> Response {
    send(http().get(url)).await
}

#[tokio::test]
async fn both_kinds_of_metadata_lead_to_the_endpoints_and_the_keys() {
    let playground = playground().await;
    for document in ["openid-configuration", "oauth-authorization-server"] {
        let metadata = json(http().get(format!("{}/.well-known/{document}", playground.issuer()))).await;
        assert_eq!(metadata["issuer"], playground.issuer());
        assert_eq!(metadata["token_endpoint"], playground.token_endpoint());
        assert_eq!(metadata["response_types_supported"], json!(["code"]));
        assert_eq!(metadata["code_challenge_methods_supported"], json!(["S256"]));
        assert_eq!(
            metadata["token_endpoint_auth_methods_supported"],
            json!(["client_secret_basic", "client_secret_post", "none"])
        );
        for (list, name) in [
            ("grant_types_supported", "client_credentials"),
            ("grant_types_supported", "authorization_code"),
            ("scopes_supported", "model:read"),
            ("scopes_supported", "offline_access"),
        ] {
            assert!(metadata[list].as_array().unwrap().contains(&json!(name)), "{metadata}");
        }
        let endpoints = metadata.as_object().unwrap().iter().filter(|(name, _)| name.ends_with("_endpoint"));
        assert_eq!(endpoints.clone().count(), 7);
        for (name, url) in endpoints {
            // Which method is right depends, but each is there.
            assert_ne!(get(url.as_str().unwrap().to_owned()).await.status(), StatusCode::NOT_FOUND, "{name}");
        }
        assert!(get(metadata["jwks_uri"].as_str().unwrap().to_owned()).await.json::<JwkSet>().await.is_ok());
    }
}

#[tokio::test]
async fn a_token_is_a_jwt_that_anyone_can_verify_with_the_published_key() {
    let playground = playground().await;
    let answer = send(ask_as_viewer(&playground, &[GRANT])).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["token_type"], "Bearer");
    assert_eq!(answer["expires_in"], 300);
    assert_eq!(answer["scope"], "bcf:read model:read");

    let token = answer["access_token"].as_str().unwrap();
    let header = jsonwebtoken::decode_header(token).unwrap();
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    let keys: JwkSet = get(format!("{}/jwks", playground.issuer())).await.json().await.unwrap();
    let key = DecodingKey::from_jwk(keys.find(&header.kid.unwrap()).unwrap()).unwrap();
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_issuer(&[playground.issuer()]);
    validation.set_audience(&[playground.api()]);
    let claims = decode::<Value>(token, &key, &validation).unwrap().claims;
    assert_eq!(claims["client_id"], "viewer");
    assert_eq!(claims["scope"], "bcf:read model:read");
}

#[tokio::test]
async fn a_client_proves_who_it_is_in_the_header_or_in_the_body() {
    let playground = playground().await;
    let in_body = [GRANT, ("client_id", "viewer"), ("client_secret", "s3cret")];
    assert_eq!(send(ask_as_viewer(&playground, &[GRANT])).await.status(), StatusCode::OK);
    assert_eq!(send(ask(&playground, &in_body)).await.status(), StatusCode::OK);
    let methods: Vec<AuthMethod> = playground.issued().iter().map(|issued| issued.auth_method).collect();
    assert_eq!(methods, [AuthMethod::ClientSecretBasic, AuthMethod::ClientSecretPost]);
}

#[tokio::test]
async fn identifier_and_secret_in_the_header_are_form_urlencoded_first() {
    let playground = playground().await;
    playground.register(Registration::new("https://app", "a:b+c é", "model:read".parse().unwrap()));
    let encoded = ask(&playground, &[GRANT]).basic_auth("https%3A%2F%2Fapp", Some("a%3Ab%2Bc+%C3%A9"));
    assert_eq!(send(encoded).await.status(), StatusCode::OK);
    let raw = ask(&playground, &[GRANT]).basic_auth("https://app", Some("a:b+c é"));
    assert_eq!(refused(raw).await, (401, "invalid_client".into()));
}

#[tokio::test]
async fn a_client_that_does_not_prove_who_it_is_gets_nothing() {
    let playground = playground().await;
    let requests = [
        ask(&playground, &[GRANT]),
        ask(&playground, &[GRANT, ("client_id", "viewer")]),
        ask(&playground, &[GRANT]).basic_auth("viewer", Some("wrong")),
        ask(&playground, &[GRANT]).basic_auth("nobody", Some("s3cret")),
        ask(&playground, &[GRANT]).bearer_auth("s3cret"),
        ask(&playground, &[GRANT, ("client_id", "viewer"), ("client_secret", "wrong")]),
    ];
    for request in requests {
        let answer = send(request).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(challenges(&answer), [r#"Basic realm="playground", charset="UTF-8""#]);
        assert_eq!(answer.json::<Value>().await.unwrap()["error"], "invalid_client");
    }
    assert!(playground.issued().is_empty());
}

#[tokio::test]
async fn more_than_one_proof_at_once_is_a_malformed_request() {
    let playground = playground().await;
    for extra in [[("client_secret", "s3cret"), ("client_id", "viewer")], [("client_id", "other"), ("a", "b")]] {
        let parameters = [GRANT, extra[0], extra[1]];
        assert_eq!(refused(ask_as_viewer(&playground, &parameters)).await, (400, "invalid_request".into()));
    }
}

#[tokio::test]
async fn what_cannot_be_granted_is_refused_with_the_code_of_the_rfc() {
    let playground = playground().await;
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[], "invalid_request"),
        (&[GRANT, GRANT], "invalid_request"),
        (&[("grant_type", "password")], "unsupported_grant_type"),
        (&[GRANT, ("scope", "model:write")], "invalid_scope"),
        (&[GRANT, ("scope", "\"")], "invalid_scope"),
        (&[GRANT, ("resource", "https://elsewhere.example")], "invalid_target"),
        (&[GRANT, ("resource", "not a URI")], "invalid_target"),
        (&[GRANT, ("audience", "elsewhere")], "invalid_target"),
    ];
    for (parameters, code) in cases {
        assert_eq!(refused(ask_as_viewer(&playground, parameters)).await, (400, code.into()), "{parameters:?}");
    }
}

#[tokio::test]
async fn a_client_that_asks_for_too_much_gets_less_and_is_told() {
    let playground = playground().await;
    let answer = json(ask_as_viewer(&playground, &[GRANT, ("scope", "model:write model:read")])).await;
    assert_eq!(answer["scope"], "model:read");
    let issued = &playground.issued()[0];
    assert_eq!(issued.requested.as_deref(), Some("model:write model:read"));
    assert_eq!(issued.granted.to_string(), "model:read");
}

#[tokio::test]
async fn a_token_may_be_asked_for_by_the_api_it_is_meant_for() {
    let playground = playground().await;
    let api = playground.api();
    for parameter in [("resource", api), ("resource", &format!("{api}/")), ("audience", api), ("audience", "bimdata")] {
        assert!(json(ask_as_viewer(&playground, &[GRANT, parameter])).await["access_token"].is_string());
    }
    assert!(playground.issued().iter().all(|issued| issued.audience == [api]));
}

#[tokio::test]
async fn the_life_of_a_token_is_set_for_each_client() {
    let playground = playground().await;
    let brief = Registration::new("brief", "s3cret", "model:read".parse().unwrap());
    playground.register(brief.token_lifetime(Duration::from_secs(2)));
    let answer = json(ask(&playground, &[GRANT]).basic_auth("brief", Some("s3cret"))).await;
    assert_eq!(answer["expires_in"], 2);
}

#[tokio::test]
async fn the_token_endpoint_takes_post_only() {
    let playground = playground().await;
    assert_eq!(get(playground.token_endpoint()).await.status(), StatusCode::METHOD_NOT_ALLOWED);
}
