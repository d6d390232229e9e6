//! What a browser, or whoever else, brings to a redirect URI. `STATE` in it stands for that of the sign-in.
#![no_main]

use std::sync::LazyLock;

use auth_fuzz::{Server, runtime};
use auth_reqwest::{
    oauth::{AuthorizationCode, ClientRegistration, SignInError},
    reqwest::Url,
};
use libfuzzer_sys::fuzz_target;
use serde_json::json;
use tokio::runtime::Runtime;

const REDIRECT_URI: &str = "com.example.app:/cb?from=browser";

struct Stage {
    /// Issues no token for any code.
    _server: Server,
    runtime: Runtime,
    flow: AuthorizationCode,
}

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let (server, runtime) = (Server::start(), runtime());
    let issuer = server.origin();
    let metadata = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
    });
    server.answer(200, "application/json", metadata.to_string().as_bytes());
    let app = runtime.block_on(ClientRegistration::builder("app").discover(issuer)).expect("it has metadata");
    server.answer(400, "application/json", br#"{"error":"invalid_grant"}"#);
    Stage { _server: server, runtime, flow: AuthorizationCode::new(&app, REDIRECT_URI) }
});

fuzz_target!(|text: &str| {
    let Stage { runtime, flow, .. } = &*STAGE;
    let pending = runtime.block_on(flow.start()).expect("nothing is sent yet");
    let state = values(&Url::parse(pending.url()).unwrap(), "state").remove(0);
    let callback = text.replace("STATE", &state);
    let is_callback = pending.is_callback(&callback);
    if is_callback {
        check_callback(&callback, &state);
    }
    match runtime.block_on(pending.complete(&callback)) {
        Ok(session) => panic!("nobody issued a token: {session:?}"),
        Err(SignInError::ForeignCallback { .. }) => assert!(!is_callback, "{callback}"),
        Err(error) => {
            assert!(is_callback, "{callback}");
            assert!(!format!("{error} {error:?}").contains(&state), "{error:?}");
        }
    }
});

/// It leads to where the sign-in began, and brings its state, once.
fn check_callback(callback: &str, state: &str) {
    let own = Url::parse(REDIRECT_URI).unwrap();
    let url = own.join(callback).unwrap();
    assert_eq!((url.scheme(), url.host_str(), url.path()), (own.scheme(), own.host_str(), own.path()));
    assert_eq!(values(&url, "state"), [state]);
    assert!(values(&url, "from").contains(&"browser".to_owned()), "{url}");
}

fn values(url: &Url, name: &str) -> Vec<String> {
    url.query_pairs().filter(|(found, _)| found == name).map(|(_, value)| value.into_owned()).collect()
}
