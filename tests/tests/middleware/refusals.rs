//! What is refused before it is sent, in the order of the table in the documentation of `auth-reqwest`.

use auth_core::{ApiKey, Dynamic};
use auth_examples::bimdata::{GetClouds, GetVersions, UpdateModel};
use auth_reqwest::{AuthMiddleware, Client, ConfigurationError, OperationExt, Refusal};
use http::{HeaderName, Method, StatusCode, header};

use crate::{builder, client, credential, echo, key, ops, refusal, stack, stage, traffic, url, with};

#[tokio::test]
async fn a_public_operation_is_sent_without_a_token() {
    let playground = stage().await;
    let api = client(&playground);
    let versions = api.request::<GetVersions>(Method::GET, "/bcf/versions").send().await.unwrap();
    assert_eq!(versions.status(), StatusCode::OK);
    let echo = echo(api.request::<ops::PublicEcho>(Method::GET, "/echo").send().await.unwrap()).await;
    assert_eq!(echo.authorization_scheme, None);
    assert_eq!(traffic(&playground), (0, 2));
}

#[tokio::test]
async fn a_request_that_declares_no_operation_is_refused() {
    let playground = stage().await;
    let refused = refusal(stack(&playground).get(url(&playground, "/cloud")).send().await);
    assert!(matches!(refused, Refusal::Undeclared), "{refused:?}");
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn a_request_that_loses_its_declaration_on_the_way_is_refused() {
    let playground = stage().await;
    let http = stack(&playground);
    let request = http.get(url(&playground, "/cloud")).operation::<GetClouds>().build().unwrap();
    let refused = refusal(http.execute(request).await);
    assert!(matches!(refused, Refusal::Undeclared), "{refused:?}");
    assert!(refused.to_string().contains("`build()` and `execute()` drop the declaration"), "{refused}");
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn undeclared_requests_are_sent_where_that_was_asked_for() {
    let playground = stage().await;
    let auth = AuthMiddleware::builder(credential(&playground)).origin(playground.api());
    let http = with(auth.dangerous().allow_undeclared().build().unwrap());
    assert_eq!(http.get(url(&playground, "/cloud")).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(traffic(&playground), (1, 1));
}

#[tokio::test]
async fn a_foreign_host_port_or_scheme_is_refused() {
    let playground = stage().await;
    let http = stack(&playground);
    let port = playground.api().rsplit(':').next().unwrap();
    for foreign in [
        format!("http://localhost:{port}/cloud"),
        format!("https://127.0.0.1:{port}/cloud"),
        format!("{}/cloud", playground.issuer()),
        format!("http://127.0.0.1:{port}@{}/cloud", playground.issuer().trim_start_matches("http://")),
        "https://api.example.com/cloud".to_owned(),
    ] {
        let refused = refusal(http.get(&foreign).operation::<GetClouds>().send().await);
        assert!(matches!(refused, Refusal::ForeignOrigin { .. }), "{foreign}: {refused:?}");
        assert!(refused.to_string().contains(playground.api()), "it says where the credential may go: {refused}");
    }
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn an_api_may_be_spread_over_several_origins() {
    let playground = stage().await;
    let api = builder::<Dynamic>(&playground).origin(playground.issuer()).build().unwrap();
    for server in [playground.api(), playground.issuer()] {
        let sent = api.request::<ops::Echo>(Method::GET, format!("{server}/echo")).send().await.unwrap();
        assert_eq!(echo(sent).await.authorization_scheme.as_deref(), Some("Bearer"), "{server}");
    }
}

#[tokio::test]
async fn http_to_anything_but_loopback_is_refused_when_the_client_is_built() {
    let playground = stage().await;
    let auth = AuthMiddleware::builder(credential(&playground)).origin("http://api.example.com").build();
    assert!(matches!(auth, Err(ConfigurationError::PlainHttp { .. })));
    let api = Client::<Dynamic>::builder("http://api.example.com").credential(credential(&playground)).build();
    assert!(matches!(api, Err(ConfigurationError::PlainHttp { .. })));
}

#[tokio::test]
async fn http_to_a_host_that_was_meant_by_https_is_refused() {
    let playground = stage().await;
    let api = Client::<Dynamic>::builder("https://api.example.com").credential(credential(&playground));
    let request = api.build().unwrap().request::<GetClouds>(Method::GET, "http://api.example.com/cloud");
    let refused = refusal(request.send().await);
    assert!(matches!(refused, Refusal::PlainHttp { .. }), "{refused:?}");
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn a_request_with_a_credential_of_its_own_is_refused() {
    let playground = stage().await;
    let request = client(&playground).request::<GetClouds>(Method::GET, "/cloud").bearer_auth("mine");
    let refused = refusal(request.send().await);
    assert!(
        matches!(&refused, Refusal::CredentialPresent { header, .. } if header == header::AUTHORIZATION.as_str()),
        "{refused:?}"
    );
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn a_request_with_an_api_key_of_its_own_is_refused() {
    let playground = stage().await;
    let name = HeaderName::from_static("x-api-key");
    let api = Client::<Dynamic>::builder(playground.api());
    let api = api.credential(ApiKey::in_header(name.clone(), key()).unwrap()).build().unwrap();
    let refused = refusal(api.request::<GetClouds>(Method::GET, "/cloud").header(name.clone(), "mine").send().await);
    assert!(matches!(&refused, Refusal::CredentialPresent { header, .. } if header == name.as_str()), "{refused:?}");
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn a_token_without_the_scope_is_not_sent() {
    let playground = stage().await;
    let api = builder::<Dynamic>(&playground).scopes("model:read bcf:read".parse().unwrap()).build().unwrap();
    let refused = refusal(api.request::<UpdateModel>(Method::PATCH, "/cloud/1/project/2/model/3").send().await);
    let Refusal::MissingScopes { operation, missing, granted, .. } = &refused else { panic!("{refused:?}") };
    assert_eq!((*operation, missing.to_string().as_str()), ("UpdateModel", "`model:write` is missing"));
    assert_eq!(granted.to_string(), "bcf:read model:read");
    assert_eq!(
        refused.to_string(),
        "`UpdateModel` requires `model:write`, which the token was not granted; it was granted `bcf:read model:read`"
    );
    assert_eq!(traffic(&playground), (1, 0));
}

/// Which is the usual case, and has a shorter way.
#[tokio::test]
async fn a_token_that_is_there_already_is_looked_at_as_one_that_has_just_been_fetched() {
    let playground = stage().await;
    let api = builder::<Dynamic>(&playground).scopes("model:read bcf:read".parse().unwrap()).build().unwrap();
    let read = || api.request::<GetClouds>(Method::GET, "/cloud");
    assert_eq!(read().send().await.unwrap().status(), StatusCode::OK);
    let refused = refusal(api.request::<UpdateModel>(Method::PATCH, "/cloud/1/project/2/model/3").send().await);
    assert!(matches!(refused, Refusal::MissingScopes { .. }), "{refused:?}");
    let refused = refusal(read().bearer_auth("mine").send().await);
    assert!(matches!(refused, Refusal::CredentialPresent { .. }), "{refused:?}");
    assert_eq!(traffic(&playground), (1, 1));
}

#[tokio::test]
async fn an_api_key_that_is_there_already_does_not_replace_one_of_the_request() {
    let playground = stage().await;
    let name = HeaderName::from_static("x-api-key");
    let api = Client::<Dynamic>::builder(playground.api());
    let api = api.credential(ApiKey::in_header(name.clone(), key()).unwrap()).build().unwrap();
    api.request::<GetClouds>(Method::GET, "/cloud").send().await.unwrap();
    let refused = refusal(api.request::<GetClouds>(Method::GET, "/cloud").header(name.clone(), "mine").send().await);
    assert!(matches!(refused, Refusal::CredentialPresent { .. }), "{refused:?}");
    assert_eq!(traffic(&playground), (0, 1));
}
