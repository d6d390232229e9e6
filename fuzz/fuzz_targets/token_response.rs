//! Answers of a token endpoint, as a client of it takes them. The first byte says with which status.
#![no_main]

use std::{error::Error, sync::LazyLock};

use auth_core::{AccessToken, Credential as _, Lifetime, TokenRequest};
use auth_fuzz::{Server, runtime};
use auth_reqwest::oauth::{ClientCredentials, ClientRegistration};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tokio::runtime::Runtime;

const REQUESTED: &str = "a b";

/// Stands for a token that must not be told; the seeds have it in theirs.
const SESAME: &str = "0penSesame";

struct Stage {
    server: Server,
    runtime: Runtime,
    credential: ClientCredentials,
}

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let server = Server::start();
    let agent = ClientRegistration::builder("agent").authentication("s3cret").token_endpoint(server.origin());
    let credential = ClientCredentials::new(&agent.expect("it is on loopback"));
    Stage { server, runtime: runtime(), credential }
});

fuzz_target!(|data: &[u8]| {
    let Some((selector, body)) = data.split_first() else { return };
    let status = [200, 200, 200, 200, 201, 302, 400, 401, 403, 404, 429, 500, 503][usize::from(*selector) % 13];
    let content_type = if selector & 0x80 == 0 { "application/json" } else { "text/html" };
    let Stage { server, runtime, credential } = &*STAGE;
    server.answer(status, content_type, body);
    let request = TokenRequest::for_scopes(REQUESTED.parse().unwrap());
    match runtime.block_on(credential.token(&request)) {
        Ok(token) => {
            assert!(status < 300, "{status}");
            check_token(&token, &serde_json::from_slice(body).expect("what is taken is JSON"));
        }
        Err(error) => check_error(&error, body),
    }
});

/// RFC 6749 section 5.1
fn check_token(token: &AccessToken, answer: &Value) {
    let text = |member: &str| answer.get(member).and_then(Value::as_str);
    let (name, value) = token.header();
    assert_eq!(name, "authorization");
    assert!(value.is_sensitive());
    assert_eq!(value.to_str().unwrap(), format!("Bearer {}", text("access_token").unwrap()));
    assert!(text("token_type").unwrap().eq_ignore_ascii_case("bearer"));
    let granted = text("scope").unwrap_or(REQUESTED).parse().unwrap();
    assert_eq!(token.scopes(), Some(&granted));
    if let Some(seconds) = answer.get("expires_in").and_then(Value::as_u64) {
        assert!(matches!(token.lifetime(), Lifetime::For(lifetime) if lifetime.as_secs() == seconds));
    }
    assert!(!format!("{token:?}").contains(SESAME));
}

/// What is not said on purpose, to be shown, is not shown.
fn check_error(error: &(dyn Error + 'static), body: &[u8]) {
    let answer = serde_json::from_slice::<Value>(body).unwrap_or_default();
    let is_said = ["error", "error_description", "error_uri", "token_type"]
        .iter()
        .any(|member| answer.get(member).is_some_and(|value| value.to_string().contains(SESAME)));
    let mut cause = Some(error);
    while let Some(error) = cause {
        let text = format!("{error} {error:?}");
        assert!(is_said || !text.contains(SESAME), "{text}");
        cause = error.source();
    }
}
