//! A program registers itself as a client (RFC 7591), and obtains tokens as that client.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use auth_core::{Credential as _, CredentialError, CredentialErrorKind, TokenRequest};
use auth_reqwest::oauth::{
    ClientAuthentication, ClientCredentials, ClientRegistration, Flow, NewClient, RegisteredClient, SigningKey,
};
use auth_tests::peer::Peer;
use axum::{Json, Router, routing};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc};

fn agent() -> NewClient {
    ClientRegistration::register()
        .name("Nightly export")
        .flows([Flow::ClientCredentials, Flow::TokenExchange])
        .scopes("model:read bcf:read".parse().unwrap())
}

async fn scopes_of_a_token(client: &ClientRegistration) -> String {
    let request = TokenRequest::for_scopes("model:read".parse().unwrap());
    ClientCredentials::new(client).token(&request).await.unwrap().scopes().unwrap().to_string()
}

#[tokio::test]
async fn a_service_registers_itself_and_obtains_tokens_with_the_secret_that_it_was_issued() {
    let peer = Peer::start();
    let registered = agent().at(peer.issuer()).await.unwrap();
    assert_eq!(scopes_of_a_token(registered.registration()).await, "model:read");
    assert_eq!(registered.scopes().unwrap().to_string(), "bcf:read model:read");
    assert_eq!(peer.hits("POST /reg").await, 1);

    // The next start has nothing but what was kept.
    let secret = registered.client_secret().unwrap();
    let builder = ClientRegistration::builder(registered.client_id()).authentication(secret);
    assert_eq!(scopes_of_a_token(&builder.discover(peer.issuer()).await.unwrap()).await, "model:read");
    assert!(registered.client_secret_expires_at().is_none());
}

#[tokio::test]
async fn what_manages_the_registration_works_where_the_server_says() {
    let peer = Peer::start();
    let registered = agent().at(peer.issuer()).await.unwrap();
    let uri = registered.registration_client_uri().unwrap();
    let token = registered.registration_access_token().unwrap();
    let answer = reqwest::Client::new().get(uri).bearer_auth(token.expose()).send().await.unwrap();
    let told: Value = answer.json().await.unwrap();
    assert_eq!(told["client_id"], registered.client_id());
    assert_eq!(told["client_name"], "Nightly export");
    assert_eq!(told["response_types"], json!([]));
}

#[tokio::test]
async fn a_service_with_a_private_key_registers_the_public_part() {
    let peer = Peer::start();
    let key = SigningKey::generate().unwrap().with_key_id("2026-11");
    let registered = agent().private_key_jwt(key.clone()).at(peer.issuer()).await.unwrap();
    assert_eq!(scopes_of_a_token(registered.registration()).await, "model:read");
    assert!(registered.client_secret().is_none());

    let builder = ClientRegistration::builder(registered.client_id());
    let another = SigningKey::generate().unwrap().with_key_id("2026-11");
    let another = builder.authentication(ClientAuthentication::private_key_jwt(another));
    let another = ClientCredentials::new(&another.discover(peer.issuer()).await.unwrap());
    let error = another.token(&TokenRequest::default()).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_client"));
}

#[tokio::test]
async fn a_desktop_application_registers_as_a_public_client() {
    let peer = Peer::start();
    let desktop = ClientRegistration::register()
        .public()
        .flows([Flow::AuthorizationCode, Flow::RefreshToken, Flow::DeviceCode])
        .redirect_uris(["http://127.0.0.1/cb", "com.example.viewer:/cb"]);
    let registered = desktop.at(peer.issuer()).await.unwrap();
    assert!(registered.client_secret().is_none());
    let uri = registered.registration_client_uri().unwrap();
    let token = registered.registration_access_token().unwrap();
    let answer = reqwest::Client::new().get(uri).bearer_auth(token.expose()).send().await.unwrap();
    let told: Value = answer.json().await.unwrap();
    assert_eq!(told["token_endpoint_auth_method"], "none");
    assert_eq!(told["redirect_uris"], json!(["http://127.0.0.1/cb", "com.example.viewer:/cb"]));
    assert_eq!(told["response_types"], json!(["code"]));
}

#[tokio::test]
async fn what_the_server_refuses_is_told_with_its_code() {
    let peer = Peer::start();
    let refused = |answer: Result<RegisteredClient, CredentialError>| {
        let error = answer.unwrap_err();
        (error.kind(), error.code().unwrap().to_owned())
    };
    let web = ClientRegistration::register().redirect_uris(["http://example.com/cb#fragment"]).at(peer.issuer()).await;
    assert_eq!(refused(web), (CredentialErrorKind::InvalidRequest, "invalid_redirect_uri".to_owned()));
    for (code, kind) in [
        ("invalid_token", CredentialErrorKind::Rejected),
        ("invalid_software_statement", CredentialErrorKind::Rejected),
        ("invalid_client_metadata", CredentialErrorKind::InvalidRequest),
    ] {
        peer.fault("/reg", json!({ "status": 400, "body": { "error": code } })).await;
        let answer = agent().initial_access_token("sesame").at(peer.issuer()).await;
        assert!(!format!("{answer:?}").contains("sesame"));
        assert_eq!(refused(answer), (kind, code.to_owned()));
        assert_eq!(peer.last_headers("POST /reg").await["authorization"], "Bearer sesame");
    }
}

#[tokio::test]
async fn a_client_that_could_not_be_used_is_not_registered() {
    let peer = Peer::start();
    let secrets = json!({ "patch": { "token_endpoint_auth_methods_supported": ["client_secret_basic"] } });
    peer.fault("/.well-known/openid-configuration", secrets).await;
    let with_key = agent().private_key_jwt(SigningKey::generate().unwrap());
    let error = with_key.at(peer.issuer()).await.unwrap_err();
    assert_eq!((error.kind(), peer.hits("POST /reg").await), (CredentialErrorKind::Configuration, 0), "{error}");
}

#[tokio::test]
async fn a_server_that_does_not_say_how_the_client_authenticates_has_it_do_so_as_it_asked() {
    let peer = Peer::start();
    let silent = json!({ "patch": { "token_endpoint_auth_method": null } });
    peer.fault("/reg", silent.clone()).await;
    let key = SigningKey::generate().unwrap().with_key_id("2026-11");
    let registered = agent().private_key_jwt(key).at(peer.issuer()).await.unwrap();
    assert_eq!(scopes_of_a_token(registered.registration()).await, "model:read");
    peer.fault("/reg", silent.clone()).await;
    let desktop = ClientRegistration::register().public().redirect_uris(["com.example.viewer:/cb"]);
    assert!(desktop.at(peer.issuer()).await.is_ok());
    peer.fault("/reg", silent).await;
    assert_eq!(scopes_of_a_token(agent().at(peer.issuer()).await.unwrap().registration()).await, "model:read");
}

#[tokio::test]
async fn the_method_that_was_registered_is_used_whatever_the_metadata_lists() {
    let peer = Peer::start();
    let basic = json!({ "patch": { "token_endpoint_auth_methods_supported": ["client_secret_basic"] } });
    peer.fault("/.well-known/openid-configuration", basic).await;
    peer.fault("/reg", json!({ "patch": { "token_endpoint_auth_method": "client_secret_post" } })).await;
    assert!(agent().at(peer.issuer()).await.is_ok());
}

#[tokio::test]
async fn a_software_statement_that_the_server_repeats_is_not_shown() {
    let peer = Peer::start();
    let body = json!({ "error": "invalid_software_statement", "error_description": "0penSesame is not known" });
    peer.fault("/reg", json!({ "status": 400, "body": body })).await;
    let error = agent().software_statement("0penSesame").at(peer.issuer()).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_software_statement"));
    let shown = format!("{error:?} {:?}", std::error::Error::source(&error).map(ToString::to_string));
    assert!(!shown.contains("0penSesame"), "{shown}");
}

#[tokio::test]
async fn answers_that_give_no_client_to_work_with_are_errors() {
    let peer = Peer::start();
    for (fault, kind) in [
        (json!({ "patch": { "client_id": null } }), CredentialErrorKind::InvalidResponse),
        (json!({ "patch": { "client_secret": null } }), CredentialErrorKind::InvalidResponse),
        (
            json!({ "patch": { "token_endpoint_auth_method": "self_signed_tls_client_auth" } }),
            CredentialErrorKind::InvalidResponse,
        ),
        (json!({ "raw": "[]" }), CredentialErrorKind::InvalidResponse),
        (json!({ "status": 503 }), CredentialErrorKind::Unavailable),
        (json!({ "reset": true }), CredentialErrorKind::Unavailable),
    ] {
        peer.fault("/reg", fault.clone()).await;
        let error = agent().at(peer.issuer()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{fault}: {error:?}");
    }
    peer.fault("/.well-known/openid-configuration", json!({ "patch": { "registration_endpoint": null } })).await;
    let error = agent().at(peer.issuer()).await.unwrap_err();
    assert_eq!(error.to_string(), "the server's metadata has no `registration_endpoint`");
}

/// The peer knows no software statements, and does not tell what was sent.
#[tokio::test]
async fn a_software_statement_is_sent_as_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let metadata = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "registration_endpoint": format!("{issuer}/reg"),
        "response_types_supported": ["code"],
    });
    let (sent, mut received) = mpsc::unbounded_channel();
    let register = async move |Json(body): Json<Value>| {
        sent.send(body).unwrap();
        Json(json!({ "client_id": "new", "client_secret": "s3cret", "client_secret_expires_at": 4_102_444_800_u64 }))
    };
    let router = Router::new()
        .route("/.well-known/openid-configuration", routing::get(|| async { Json(metadata) }))
        .route("/reg", routing::post(register));
    tokio::spawn(async { axum::serve(listener, router).await });

    let registered = agent().software_statement("eyJ.e30.x").at(&issuer).await.unwrap();
    assert!(registered.client_secret_expires_at().is_some());
    let expected = json!({
        "client_name": "Nightly export",
        "grant_types": ["client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"],
        "response_types": [],
        "redirect_uris": [],
        "scope": "bcf:read model:read",
        "token_endpoint_auth_method": "client_secret_basic",
        "software_statement": "eyJ.e30.x",
    });
    assert_eq!(received.recv().await.unwrap(), expected);
}
