//! A client that shows a certificate, with a peer of its own that asks for one.

use auth_core::{Credential as _, Secret, TokenRequest};
use auth_reqwest::oauth::{ClientAuthentication, ClientCredentials, ClientRegistration};

use crate::{
    certificates::{certificate, pem, start},
    log::{print, print_error},
    search::Secrets,
    wire,
};

pub(crate) async fn run(secrets: &mut Secrets) {
    let (server, client, other) = (certificate("localhost"), certificate("svc-tls"), certificate("svc-tls"));
    for certified in [&client, &other] {
        let key = certified.signing_key.serialize_pem();
        key.lines().filter(|line| !line.starts_with('-')).for_each(|line| secrets.add("key of a certificate", line));
    }
    let peer = start(&server, &client, &[("RECORD", "1")]);
    for shown in [&client, &other] {
        let authentication = ClientAuthentication::certificate(&pem(shown)).unwrap();
        print(&authentication);
        let root = reqwest::Certificate::from_pem(server.cert.pem().as_bytes()).unwrap();
        let http = reqwest::Client::builder().tls_certs_only([root]);
        let builder = ClientRegistration::builder("svc-tls").authentication(authentication).http(http);
        print(&builder);
        let service = builder.discover(peer.issuer()).await.unwrap();
        print(&service);
        let credential = ClientCredentials::new(&service);
        print(&credential);
        match credential.token(&TokenRequest::for_scopes("model:read".parse().unwrap())).await {
            Ok(token) => print(&token),
            Err(error) => print_error(&error),
        }
    }
    let half = Secret::new(client.signing_key.serialize_pem());
    print_error(&ClientAuthentication::certificate(&half).unwrap_err());
    wire::add_all(secrets, &peer).await;
}
