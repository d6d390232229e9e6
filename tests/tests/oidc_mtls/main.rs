//! A client that shows a certificate (RFC 8705), against a certified server.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod certificates;

use auth_core::{AccessToken, Credential as _, CredentialError, CredentialErrorKind, Secret, TokenRequest};
use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials, ClientRegistration};
use auth_tests::peer::Peer;
use rcgen::{CertifiedKey, KeyPair};

use crate::certificates::{certificate, pem, start};

async fn token(
    peer: &Peer,
    server: &CertifiedKey<KeyPair>,
    client: &CertifiedKey<KeyPair>,
) -> Result<AccessToken, CredentialError> {
    let root = reqwest::Certificate::from_pem(server.cert.pem().as_bytes()).unwrap();
    let authentication = ClientAuthentication::certificate(&pem(client)).unwrap();
    let service = ClientRegistration::builder("svc-tls")
        .authentication(authentication)
        .http(reqwest::Client::builder().tls_certs_only([root]))
        .discover(peer.issuer())
        .await
        .unwrap();
    ClientCredentials::new(&service).token(&TokenRequest::for_scopes("model:read".parse().unwrap())).await
}

#[tokio::test]
async fn a_certificate_is_shown_at_the_endpoint_that_asks_for_one() {
    let (server, client) = (certificate("localhost"), certificate("svc-tls"));
    let peer = start(&server, &client, &[]);
    let token = token(&peer, &server, &client).await.unwrap();
    assert_eq!(token.scopes().unwrap().to_string(), "model:read");
    assert!(peer.last_headers("POST /token").await["host"].as_str().unwrap().starts_with("localhost:"), "the alias");
}

#[tokio::test]
async fn another_certificate_is_rejected() {
    let (server, client) = (certificate("localhost"), certificate("svc-tls"));
    let peer = start(&server, &client, &[]);
    let error = token(&peer, &server, &certificate("svc-tls")).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::Rejected, Some("invalid_client")));
}

#[tokio::test]
async fn a_server_without_certificates_is_not_asked() {
    let authentication = ClientAuthentication::certificate(&pem(&certificate("svc-tls"))).unwrap();
    let peer = Peer::start();
    let answer = ClientRegistration::builder("svc-tls").authentication(authentication).discover(peer.issuer()).await;
    assert_eq!(answer.unwrap_err().kind(), CredentialErrorKind::Configuration);
}

#[test]
fn what_is_no_certificate_is_refused_without_showing_it() {
    let key = certificate("svc-tls").signing_key.serialize_pem();
    for wrong in ["", "sesame", &key] {
        let error = ClientAuthentication::certificate(&Secret::new(wrong)).unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        assert!(wrong.is_empty() || !format!("{error:?}").contains(wrong));
    }
}
