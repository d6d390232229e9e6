//! Metadata of an authorization server, as a client takes it. `ISSUER` stands for the issuer that is asked.
#![no_main]

use std::sync::LazyLock;

use auth_fuzz::{Server, runtime};
use auth_reqwest::oauth::ClientRegistration;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tokio::runtime::Runtime;
use url::{Host, Url};

static STAGE: LazyLock<(Server, Runtime)> = LazyLock::new(|| (Server::start(), runtime()));

fuzz_target!(|data: (bool, &str)| {
    let (is_found, text) = data;
    let (server, runtime) = &*STAGE;
    let body = text.replace("ISSUER", server.origin());
    server.answer(if is_found { 200 } else { 404 }, "application/json", body.as_bytes());
    let discovered =
        runtime.block_on(ClientRegistration::builder("agent").authentication("s3cret").discover(server.origin()));
    let Ok(registration) = discovered else { return };

    assert!(is_found);
    let metadata: Value = serde_json::from_str(&body).expect("what is taken is JSON");
    let text = |member: &str| metadata.get(member).and_then(Value::as_str);
    assert_eq!(text("issuer"), Some(server.origin()), "it is the issuer that was asked (RFC 8414 section 3.3)");
    let endpoint = Url::parse(text("token_endpoint").unwrap()).unwrap();
    assert!(endpoint.scheme() == "https" || is_loopback(&endpoint), "a secret goes there: {endpoint}");
    assert_eq!((endpoint.username(), endpoint.password()), ("", None));
    assert!(!format!("{registration:?}").contains("s3cret"));
});

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
