//! Secrets that stand where none is expected: in a URL, or in the settings of an HTTP client. What is refused for that, or is
//! printed half built, does not show them.

use std::{error::Error, fmt::Debug};

use auth_core::{ApiKey, Credential as _, Dynamic, TokenRequest};
use auth_reqwest::{
    AuthMiddleware, Client, Settings,
    oauth::{AuthorizationCode, ClientCredentials, ClientRegistration},
    reqwest::{self, header::HeaderMap},
};
use auth_tests::peer::Peer;

const SECRET: &str = "sesame";
const URLS: [&str; 5] = [
    "https://me:sesame@api.example.com/v1",
    "https://api.example.com/v1?key=sesame",
    "https://api.example.com/v1#sesame",
    "https://me:sesame#@api.example.com?me@b.example",
    "api.example.com/v1?key=sesame",
];

fn check(value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

fn check_error(error: &(dyn Error + 'static)) {
    check(&error);
    let mut next = Some(error);
    while let Some(error) = next {
        assert!(!error.to_string().contains(SECRET), "{error}");
        next = error.source();
    }
}

#[test]
fn in_the_urls_of_a_client() {
    let key = || ApiKey::new("key").unwrap();
    for url in URLS {
        let builder = Client::<Dynamic>::builder(url).credential(key());
        check(&builder);
        check_error(&builder.build().unwrap_err());
        let builder = Client::<Dynamic>::builder("https://api.example.com").origin(url).credential(key());
        check(&builder);
        check_error(&builder.build().unwrap_err());
        let builder = AuthMiddleware::builder(key()).origin(url);
        check(&builder);
        check_error(&builder.build().unwrap_err());
    }
}

#[tokio::test]
async fn in_the_urls_of_an_authorization_server() {
    for url in URLS {
        check_error(&ClientRegistration::builder("viewer").discover(url).await.unwrap_err());
    }
    // A token endpoint may have a query (RFC 6749 section 3.2).
    for url in URLS.into_iter().filter(|url| *url != "https://api.example.com/v1?key=sesame") {
        check_error(&ClientRegistration::builder("viewer").token_endpoint(url).unwrap_err());
    }
    // Nothing listens there.
    let viewer = ClientRegistration::builder("viewer").token_endpoint("http://127.0.0.1:1/token?key=sesame").unwrap();
    check(&viewer);
    check_error(&ClientCredentials::new(&viewer).token(&TokenRequest::default()).await.unwrap_err());
}

#[tokio::test]
async fn in_a_redirect_uri() {
    let peer = Peer::start();
    let registration = ClientRegistration::builder("desktop").discover(peer.issuer()).await.unwrap();
    for url in ["http://me:sesame@app.example.com/", "http://app.example.com/?key=sesame", "app.example.com?sesame"] {
        let flow = AuthorizationCode::new(&registration, url).login_hint(SECRET);
        check(&flow);
        check_error(&flow.start().await.unwrap_err());
        check_error(&flow.loopback().sign_in().await.unwrap_err());
    }
}

#[test]
fn in_the_settings_of_the_http_client() {
    let headers = HeaderMap::from_iter([("x-api-key".parse().unwrap(), SECRET.parse().unwrap())]);
    let http = || reqwest::Client::builder().default_headers(headers.clone());
    check(&ClientRegistration::builder("viewer").http(http()));
    check(&ClientRegistration::builder("viewer").header("x-api-key".parse().unwrap(), SECRET.parse().unwrap()));
    check(&ClientRegistration::register().http(http()));
    check(&Client::<Dynamic>::builder("https://api.example.com").http(http()));
}

#[tokio::test]
async fn in_settings_and_in_everything_that_is_wrong_with_them() {
    let set = |more: &[(&'static str, &'static str)]| {
        let all = [("X_ISSUER", "https://iam.example.com"), ("X_CLIENT_ID", "agent")].into_iter();
        Settings::from_vars("X", all.chain(more.iter().copied()))
    };
    check(&set(&[("X_CLIENT_SECRET", SECRET)]).unwrap());
    let key = Settings::from_vars("X", [("X_API_KEY", SECRET)]).unwrap();
    check(&key);
    check(&key.credential().await.unwrap());
    check_error(&key.registration().await.unwrap_err());
    for name in ["X_API_KEY", "X_KEY_ID", "X_SCOPE", "X_BASE_URL", "X_CLIENT_SECRET_FILE", "X_PRIVATE_KEY_FILE"] {
        let error = set(&[(name, SECRET)]).unwrap_err();
        check_error(&error);
        error.problems().iter().for_each(check);
    }
}
