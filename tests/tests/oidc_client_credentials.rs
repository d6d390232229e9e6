//! A back end obtains tokens from a certified server, in each way it can say who it is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use auth_core::{
    ApiOperation, Credential as _, CredentialErrorKind, Lifetime, Scope, Secret, TokenRequest, lifecycle::TokenCache,
};
use auth_reqwest::{
    Client,
    oauth::{
        AuthorizationCode, ClientAuthentication, ClientCredentials, ClientRegistration, SigningAlgorithm, SigningKey,
    },
};
use auth_tests::{
    clock::SetClock,
    lifetimes::{self, THREE_SECONDS, catch_up, distinct, outlive},
    peer::Peer,
};
use http::{HeaderName, HeaderValue};
use reqwest::Method;
use serde_json::{Value, json};

/// A secret with the characters that RFC 6749 section 2.3.1 has encoded before Basic encodes them.
const AWKWARD: &str = "s3cr%t+with:odd/&=chars";

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(ApiOperation)]
#[requires(ModelRead)]
struct ListModels;

#[derive(ApiOperation)]
#[requires(BcfRead)]
struct ListTopics;

fn request(scopes: &str) -> TokenRequest {
    TokenRequest::for_scopes(scopes.parse().unwrap())
}

/// Calls an API with what the credential obtains.
async fn list_models(peer: &Peer, credential: ClientCredentials) -> Value {
    let api: Client<ModelRead> = Client::builder(peer.issuer()).credential(credential).build().unwrap();
    let response = api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap();
    assert_eq!(response.status(), 200, "{:?}", response.headers());
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_secret_with_awkward_characters_is_sent_by_basic() {
    let peer = Peer::start();
    let credential = ClientCredentials::discover(peer.issuer(), "svc-basic", AWKWARD).await.unwrap();
    let told = list_models(&peer, credential).await;
    assert_eq!((&told["client_id"], &told["scope"]), (&json!("svc-basic"), &json!("model:read")));
    assert!(peer.last_headers("POST /token").await["authorization"].as_str().unwrap().starts_with("Basic "));
}

#[tokio::test]
async fn a_secret_is_sent_in_the_body() {
    let peer = Peer::start();
    let authentication = ClientAuthentication::secret_post("post-secret");
    let service = ClientRegistration::builder("svc-post").authentication(authentication);
    let service = service.discover(peer.issuer()).await.unwrap();
    assert_eq!(list_models(&peer, ClientCredentials::new(&service)).await["client_id"], "svc-post");
    assert!(peer.last_headers("POST /token").await.get("authorization").is_none());
}

#[tokio::test]
async fn a_private_key_signs_in_each_way_that_the_server_knows() {
    let peer = Peer::start();
    for (algorithm, name) in [
        (SigningAlgorithm::Es256, "ES256"),
        (SigningAlgorithm::EdDsa, "EdDSA"),
        (SigningAlgorithm::Rs256, "RS256"),
        (SigningAlgorithm::Ps256, "PS256"),
    ] {
        let key = peer.client_key(name);
        let from_pem = SigningKey::from_pem(&Secret::new(&*key.pem)).unwrap().with_algorithm(algorithm).unwrap();
        let from_pem = from_pem.with_key_id(key.jwk["kid"].as_str().unwrap());
        let from_jwk = SigningKey::from_jwk(&Secret::new(key.jwk.to_string())).unwrap();
        assert_eq!(from_jwk.algorithm(), algorithm);
        for key in [from_pem, from_jwk] {
            let authentication = ClientAuthentication::private_key_jwt(key);
            let service = ClientRegistration::builder("svc-jwt-any").authentication(authentication);
            let service = service.discover(peer.issuer()).await.unwrap();
            assert_eq!(
                list_models(&peer, ClientCredentials::new(&service)).await["client_id"],
                "svc-jwt-any",
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn a_private_key_works_without_metadata_and_with_another_audience() {
    let peer = Peer::start();
    let key = SigningKey::from_jwk(&Secret::new(peer.client_key("ES256").jwk.to_string())).unwrap();
    for authentication in [
        ClientAuthentication::private_key_jwt(key.clone()),
        ClientAuthentication::private_key_jwt_for(key, peer.issuer()),
    ] {
        let service = ClientRegistration::builder("svc-jwt").authentication(authentication);
        let service = service.token_endpoint(&peer.url("/token")).unwrap();
        assert_eq!(list_models(&peer, ClientCredentials::new(&service)).await["client_id"], "svc-jwt");
    }
}

#[tokio::test]
async fn another_key_and_a_wrong_secret_are_rejected() {
    let peer = Peer::start();
    let key = ClientAuthentication::private_key_jwt(SigningKey::generate().unwrap());
    for (id, authentication) in [("svc-jwt", key), ("svc-basic", "sesame".into())] {
        let builder = ClientRegistration::builder(id).authentication(authentication);
        let credential = ClientCredentials::new(&builder.discover(peer.issuer()).await.unwrap());
        let error = credential.token(&request("model:read")).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (CredentialErrorKind::Rejected, Some("invalid_client")));
        assert!(!format!("{error} {error:?} {credential:?}").contains("sesame"));
    }
}

#[tokio::test]
async fn scopes_are_those_that_were_asked_for_or_the_server_says_so() {
    let peer = Peer::start();
    let narrow = ClientCredentials::discover(peer.issuer(), "svc-narrow", "n").await.unwrap();
    let token = narrow.token(&request("model:read")).await.unwrap();
    assert_eq!(token.scopes().unwrap().to_string(), "model:read");
    let error = narrow.token(&request("model:read model:write")).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::InvalidRequest, Some("invalid_scope")));
}

#[tokio::test]
async fn fewer_scopes_than_asked_for_are_recorded_and_enforced() {
    let peer = Peer::start();
    peer.fault("/token", json!({ "patch": { "scope": "model:read" }, "times": 2 })).await;
    let credential = ClientCredentials::discover(peer.issuer(), "svc-basic", AWKWARD).await.unwrap();
    let api: Client<(ModelRead, BcfRead)> = Client::builder(peer.issuer()).credential(credential).build().unwrap();
    let error = api.verify().await.unwrap_err().to_string();
    assert!(error.contains("bcf:read"), "{error}");
    api.request::<ListTopics>(Method::GET, "/rs/bcf").send().await.unwrap_err();
    assert_eq!(peer.hits("GET /rs/bcf").await, 0, "nothing was sent");
}

#[tokio::test]
async fn a_token_is_for_the_resource_that_was_asked_for() {
    let peer = Peer::start();
    let credential = ClientCredentials::discover(peer.issuer(), "svc-basic", AWKWARD).await.unwrap();
    let short = credential.token(&request("model:read").with_resource("urn:rs:short")).await.unwrap();
    let long = credential.token(&request("model:read").with_resource("urn:rs:long")).await.unwrap();
    assert_eq!(short.lifetime(), Lifetime::For(Duration::from_secs(1)));
    assert_eq!(long.lifetime(), Lifetime::For(Duration::from_hours(1)));
    let error = credential.token(&request("model:read").with_resource("urn:rs:unknown")).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::InvalidRequest, Some("invalid_target")));
}

#[tokio::test]
async fn tokens_of_three_seconds_are_renewed_without_anyone_noticing() {
    let (peer, clock) = (Peer::with(&THREE_SECONDS), SetClock::new());
    let credential = ClientCredentials::discover(peer.issuer(), "svc-basic", AWKWARD).await.unwrap();
    let api: Client<ModelRead> = lifetimes::client(&peer, &clock, credential);
    let call = async || {
        let response = api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.json().await.unwrap()
    };
    let mut used = outlive(&peer, &clock, call).await;
    catch_up(&mut used, async || peer.hits("POST /token").await, call).await;
    assert_eq!(peer.hits("POST /token").await, distinct(&used) as u64, "no token was fetched in vain");
    // The server cuts `exp` down to whole seconds, so a token may end up to one second before `expires_in` says.
    let repeated = peer.hits("GET /rs/models").await - used.len() as u64;
    assert!(repeated < distinct(&used) as u64, "{repeated} requests were refused and repeated");
}

#[tokio::test]
async fn each_way_to_authenticate_lasts_through_several_lifetimes_with_resource_and_extra_header() {
    let peer = Peer::with(&THREE_SECONDS);
    let key = SigningKey::from_jwk(&Secret::new(peer.client_key("ES256").jwk.to_string())).unwrap();
    for (id, authentication) in [
        ("svc-basic", ClientAuthentication::secret_basic(AWKWARD)),
        ("svc-post", ClientAuthentication::secret_post("post-secret")),
        ("svc-jwt", ClientAuthentication::private_key_jwt(key)),
    ] {
        let service = ClientRegistration::builder(id)
            .authentication(authentication)
            .header(HeaderName::from_static("x-gateway-key"), HeaderValue::from_static("sesame"));
        let service = service.discover(peer.issuer()).await.unwrap();
        let clock = SetClock::new();
        let tokens = TokenCache::builder(ClientCredentials::new(&service)).clock(clock.clone()).build();
        let builder = Client::<ModelRead>::builder(peer.issuer()).tokens(tokens);
        let api = builder.resource("https://api.example.test/").build().unwrap();
        outlive(&peer, &clock, async || {
            let response = api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap();
            assert_eq!(response.status(), 200, "{id}");
            response.json().await.unwrap()
        })
        .await;
        assert_eq!(peer.last_headers("POST /token").await["x-gateway-key"], "sesame", "{id}");
    }
}

#[tokio::test]
async fn tokens_that_lost_their_key_are_replaced_in_mid_run() {
    let peer = Peer::with(&[("AT_TTL", "300")]);
    let credential = ClientCredentials::discover(peer.issuer(), "svc-basic", AWKWARD).await.unwrap();
    let api: Client<ModelRead> = Client::builder(peer.issuer()).credential(credential).build().unwrap();
    let call = || async { api.request::<ListModels>(Method::GET, "/rs/models").send().await.unwrap().status() };
    assert_eq!(call().await, 200);
    peer.rotate_keys(false).await;
    assert_eq!(call().await, 200);
    assert_eq!((peer.hits("POST /token").await, peer.hits("GET /rs/models").await), (2, 3));
}

#[tokio::test]
async fn extra_headers_go_to_the_authorization_server_alone() {
    let (peer, elsewhere) = (Peer::start(), Peer::start());
    let keys = json!({ "patch": { "jwks_uri": format!("{}/jwks", elsewhere.issuer()) } });
    peer.fault("/.well-known/openid-configuration", keys).await;
    let service = ClientRegistration::builder("svc-basic")
        .authentication(AWKWARD)
        .header(HeaderName::from_static("x-gateway-key"), HeaderValue::from_static("sesame"));
    assert!(!format!("{service:?}").contains("sesame"));
    let service = service.discover(peer.issuer()).await.unwrap();
    list_models(&peer, ClientCredentials::new(&service)).await;
    for own in ["POST /token", "GET /.well-known/openid-configuration"] {
        assert_eq!(peer.last_headers(own).await["x-gateway-key"], "sesame", "{own}");
    }
    AuthorizationCode::new(&service, "https://app.example.com/callback").offline_access().start().await.unwrap_err();
    assert!(peer.last_headers("GET /rs/models").await.get("x-gateway-key").is_none());
    assert_eq!(elsewhere.hits("GET /jwks").await, 1);
    assert!(elsewhere.last_headers("GET /jwks").await.get("x-gateway-key").is_none());
}

#[tokio::test]
async fn extra_headers_cannot_contradict_the_flow() {
    for name in ["authorization", "content-type", "dpop"] {
        let error = ClientRegistration::builder("svc-basic")
            .authentication(AWKWARD)
            .header(name.parse().unwrap(), HeaderValue::from_static("x"))
            .token_endpoint("https://iam.example.com/token")
            .unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        assert!(error.to_string().contains(name), "{error}");
    }
}
