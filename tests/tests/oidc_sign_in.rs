//! A user signs in with a browser (code and PKCE), against a certified server.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use auth_core::{Credential as _, CredentialError, CredentialErrorKind, TokenRequest};
use auth_reqwest::{
    Client, Error, Refusal,
    oauth::{AuthorizationCode, ClientRegistration, PendingSignIn, Prompt, SignInError, SigningKey},
};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{
        API, CreateModel, Editor, ModelRead, REDIRECT_URI, app, client, editor, list_models, scopes, sign_in,
        try_sign_in,
    },
};
use reqwest::{Method, Url};
use serde_json::{Value, json};

/// A registered redirect URI of the clients that are back ends.
const WEB: &str = "http://127.0.0.1:4280/cb";
const METADATA: &str = "/.well-known/openid-configuration";

fn parameter(url: &str, name: &str) -> Option<String> {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
}

fn credential_error(error: SignInError) -> CredentialError {
    match error {
        SignInError::Credential(error) => error,
        other => panic!("{other}"),
    }
}

async fn start_anew(flow: &AuthorizationCode) -> (PendingSignIn, String) {
    let pending = flow.start().await.unwrap();
    let callback = Browser::new().visit(pending.url()).await;
    (pending, callback)
}

/// "I want to run BIMData Viewer on my website", "Web Frontend Applications": the user signs in at the back end, so that
/// no token comes near the browser.
#[tokio::test]
async fn a_web_front_end_signs_its_users_in_at_its_back_end() {
    let peer = Peer::start();
    let backend = ClientRegistration::builder("web-conf").authentication("web-secret");
    let backend = backend.discover(peer.issuer()).await.unwrap();
    let flow = AuthorizationCode::new(&backend, WEB).grant::<Editor>().resource(API).login_hint("maria");
    let (pending, callback) = start_anew(&flow).await;
    // Between two requests of the browser.
    let kept: Box<dyn std::any::Any + Send> = Box::new(pending);
    let pending = kept.downcast::<PendingSignIn>().unwrap();

    // Behind a proxy, all that a back end sees of the URL is this.
    let callback = callback.strip_prefix("http://127.0.0.1:4280").unwrap();
    let session = pending.complete(callback).await.unwrap();
    let api: Client<Editor> = client(&peer, &session);
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert_eq!((&told["sub"], &told["client_id"]), (&json!("maria"), &json!("web-conf")));
}

/// "Desktop and Mobile Applications".
#[tokio::test]
async fn a_mobile_app_signs_its_user_in_by_a_scheme_of_its_own() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await.login_hint("maria")).await;
    let api: Client<Editor> = client(&peer, &session);
    api.verify().await.unwrap();
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert_eq!((&told["sub"], &told["client_id"]), (&json!("maria"), &json!("cli-native")));
    assert_eq!(session.identity().unwrap().subject(), "maria");
    assert_eq!(peer.hits("POST /token").await, 1, "the first access token is served as it is");
}

#[tokio::test]
async fn a_request_is_pushed_where_the_server_takes_it() {
    let peer = Peer::start();
    let backend = ClientRegistration::builder("web-par").authentication("par-secret");
    let backend = backend.discover(peer.issuer()).await.unwrap();
    let flow = AuthorizationCode::new(&backend, WEB).grant::<ModelRead>();
    let (pending, callback) = start_anew(&flow).await;
    let parameters: Vec<_> =
        Url::parse(pending.url()).unwrap().query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(parameters, ["client_id", "request_uri"]);
    assert!(pending.expires_at().is_some());
    pending.complete(&callback).await.unwrap();
    assert_eq!(peer.hits("POST /request").await, 1);
}

#[tokio::test]
async fn a_request_that_is_not_pushed_has_s256_state_and_nonce() {
    let peer = Peer::start();
    peer.fault(METADATA, json!({ "patch": { "pushed_authorization_request_endpoint": null } })).await;
    let flow = editor(&peer).await.login_hint("maria").prompt(Prompt::Login).acr_values(["urn:acr:mfa"]);
    let (pending, callback) = start_anew(&flow).await;
    let of = |name| parameter(pending.url(), name);
    assert_eq!(of("response_type").as_deref(), Some("code"));
    assert_eq!(of("code_challenge_method").as_deref(), Some("S256"));
    assert_eq!(of("redirect_uri").as_deref(), Some(REDIRECT_URI));
    assert_eq!(of("scope").as_deref(), Some("model:read model:write openid"));
    assert_eq!((of("prompt").as_deref(), of("login_hint").as_deref()), (Some("login"), Some("maria")));
    for random in ["state", "nonce", "code_challenge"] {
        assert_eq!(of(random).unwrap().len(), 43, "32 bytes in base64url");
    }
    let other = flow.start().await.unwrap();
    assert_ne!(of("state"), parameter(other.url(), "state"));

    let session = pending.complete(&callback).await.unwrap();
    assert_eq!(session.identity().unwrap().get("acr"), Some("urn:acr:mfa".to_owned()));
}

/// "Is shown a user consent screen and asked whether they are willing to grant permissions".
#[tokio::test]
async fn a_user_who_grants_less_is_believed() {
    let peer = Peer::start();
    peer.fault(METADATA, json!({ "patch": { "pushed_authorization_request_endpoint": null } })).await;
    let pending = editor(&peer).await.start().await.unwrap();
    let url = format!("{}&test_reject=model:write", pending.url());
    let callback = Browser::new().visit(&url).await;
    let session = pending.complete(&callback).await.unwrap();
    assert_eq!(session.scopes(), Some(scopes("model:read")));

    let api: Client<Editor> = client(&peer, &session);
    let error = api.verify().await.unwrap_err();
    assert!(matches!(&error, Error::GrantedLess { missing, .. } if *missing == scopes("model:write")), "{error}");
    let error = Error::from(api.request::<CreateModel>(Method::POST, "/rs/models").send().await.unwrap_err());
    assert!(matches!(error, Error::Refused(Refusal::MissingScopes { .. })), "{error}");
    assert_eq!(list_models(&api).await.unwrap().status(), 200);
    assert_eq!((peer.hits("POST /token").await, peer.hits("POST /rs/models").await), (1, 0));

    // The second time the refresh token is used, and cannot give more.
    let request = TokenRequest::for_scopes(scopes("model:read model:write"));
    for _ in 0..2 {
        let token = session.token(&request).await.unwrap();
        assert_eq!(token.scopes(), Some(&scopes("model:read")));
    }
}

#[tokio::test]
async fn a_user_who_refuses_is_understood() {
    let peer = Peer::start();
    let error = try_sign_in(&editor(&peer).await.login_hint("deny")).await.unwrap_err();
    assert!(matches!(error, SignInError::Refused), "{error}");
    assert!(error.to_string().contains("user refused"), "{error}");
    assert_eq!(peer.hits("POST /token").await, 0);
}

#[tokio::test]
async fn a_server_that_may_not_ask_says_so() {
    let peer = Peer::start();
    let error = try_sign_in(&editor(&peer).await.prompt(Prompt::None)).await.unwrap_err();
    assert!(matches!(&error, SignInError::InteractionRequired { code, .. } if code == "login_required"), "{error}");
}

#[tokio::test]
async fn what_is_not_the_answer_is_not_taken_for_it() {
    let peer = Peer::start();
    let flow = editor(&peer).await;
    let (_other, other_callback) = start_anew(&flow).await;
    let query = |callback: &str| callback.split_once('?').unwrap().1.to_owned();
    let foreign: [&dyn Fn(&str) -> String; 12] = [
        &|_| other_callback.clone(),
        &|callback| format!("com.example.app:/elsewhere?{}", query(callback)),
        &|callback| format!("com.example.other:/cb?{}", query(callback)),
        &|callback| format!("https://com.example.app/cb?{}", query(callback)),
        &|callback| format!("//com.example.app/cb?{}", query(callback)),
        &|callback| callback.replace("state=", "State="),
        &|callback| format!("{callback}&state=x"),
        &|callback| format!("{callback}&code=x"),
        &|_| "com.example.app:/cb?error=access_denied".to_owned(),
        &|_| "com.example.app:/cb".to_owned(),
        &|_| "/favicon.ico".to_owned(),
        &|_| String::new(),
    ];
    for foreign in foreign {
        let (pending, callback) = start_anew(&flow).await;
        let foreign = foreign(&callback);
        assert!(!pending.is_callback(&foreign), "{foreign}");
        // Also to whoever does not look first.
        let error = pending.complete(&foreign).await.unwrap_err();
        assert!(matches!(error, SignInError::ForeignCallback { .. }), "{error}");
    }
    assert_eq!(peer.hits("POST /token").await, 0);
    let (pending, callback) = start_anew(&flow).await;
    assert!(pending.is_callback(&callback));
    pending.complete(&callback).await.unwrap();
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_refused() {
    let peer = Peer::start();
    for location in [json!({ "set": { "iss": "https://evil.example" } }), json!({ "drop": ["iss"] })] {
        peer.fault("/auth*", json!({ "location": location })).await;
        let error = credential_error(try_sign_in(&editor(&peer).await).await.unwrap_err());
        assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse);
        assert!(error.to_string().contains("RFC 9207"), "{error}");
    }
    assert_eq!(peer.hits("POST /token").await, 0, "no code goes to a server that did not issue it");
}

#[tokio::test]
async fn an_id_token_of_another_sign_in_is_refused() {
    let peer = Peer::start();
    let flow = editor(&peer).await.max_age(Duration::from_mins(10));
    for change in [
        json!({ "set": { "nonce": "another" } }),
        json!({ "set": { "auth_time": 1_000_000_000 } }),
        json!({ "drop": ["auth_time"] }),
        json!({ "sig": "flip" }),
    ] {
        let mut change = change;
        change["field"] = "id_token".into();
        peer.fault("/token", json!({ "jwt": change })).await;
        let error = credential_error(try_sign_in(&flow).await.unwrap_err());
        assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{change}: {error}");
    }
    sign_in(&flow).await;
}

#[tokio::test]
async fn an_answer_serves_once() {
    let peer = Peer::start();
    let flow = editor(&peer).await;
    let pending = flow.start().await.unwrap();
    let browser = Browser::new();
    let callback = browser.visit(pending.url()).await;
    pending.complete(&callback).await.unwrap();
    // `pending` is gone; and another sign-in does not take the answer.
    let error = flow.start().await.unwrap().complete(&callback).await.unwrap_err();
    assert!(matches!(error, SignInError::ForeignCallback { .. }), "{error}");
}

#[tokio::test]
async fn a_server_that_cannot_do_what_is_needed_is_not_asked() {
    let peer = Peer::start();
    for (metadata, expected) in [
        (json!({ "code_challenge_methods_supported": ["plain"] }), "not by `S256`"),
        (json!({ "authorization_endpoint": null }), "no `authorization_endpoint`"),
        (json!({ "jwks_uri": null }), "no `jwks_uri`"),
        (json!({ "authorization_endpoint": "http://iam.example.com/auth" }), "`http://iam.example.com/auth`"),
    ] {
        peer.fault(METADATA, json!({ "patch": metadata })).await;
        let error = editor(&peer).await.start().await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert_eq!(peer.hits("POST /request").await, 0);
}

#[tokio::test]
async fn a_redirect_uri_leads_to_the_program_and_to_nobody_else() {
    let peer = Peer::start();
    let app = app(&peer).await;
    for unusable in ["http://viewer.example.com/cb", "https://viewer.example.com/cb#x", "/cb", "https://", ""] {
        let error = AuthorizationCode::new(&app, unusable).start().await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration, "{unusable}");
    }
}

#[tokio::test]
async fn a_refused_request_says_why() {
    let peer = Peer::start();
    let flow = AuthorizationCode::new(&app(&peer).await, "com.example.app:/unknown").grant::<ModelRead>();
    let error = flow.start().await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_request"), "{error}");
}

#[tokio::test]
async fn offline_access_comes_with_consent_where_the_server_has_it() {
    let peer = Peer::start();
    let no_par = json!({ "pushed_authorization_request_endpoint": null });
    let url = async |patch: Value| {
        peer.fault(METADATA, json!({ "patch": patch })).await;
        editor(&peer).await.offline_access().start().await.unwrap().url().to_owned()
    };
    let asked = url(no_par.clone()).await;
    assert_eq!(parameter(&asked, "scope").as_deref(), Some("model:read model:write offline_access openid"));
    assert_eq!(parameter(&asked, "prompt").as_deref(), Some("consent"));
    for (prompt, asks) in [(Prompt::Login, "login consent"), (Prompt::Consent, "consent"), (Prompt::None, "none")] {
        peer.fault(METADATA, json!({ "patch": no_par })).await;
        let pending = editor(&peer).await.offline_access().prompt(prompt).start().await.unwrap();
        assert_eq!(parameter(pending.url(), "prompt").as_deref(), Some(asks));
    }

    let mut without = no_par;
    without["scopes_supported"] = json!(["openid"]);
    let asked = url(without).await;
    assert_eq!(parameter(&asked, "scope").as_deref(), Some("model:read model:write openid"));
    assert_eq!(parameter(&asked, "prompt"), None);
}

#[tokio::test]
async fn how_long_ago_the_user_signed_in_is_not_asked_of_a_server_that_cannot_say() {
    let peer = Peer::start();
    let no_openid = json!({ "patch": { "id_token_signing_alg_values_supported": null } });
    peer.fault(METADATA, no_openid).await;
    let error = editor(&peer).await.max_age(Duration::from_mins(10)).start().await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::Configuration, "{error}");
    assert!(error.to_string().contains("max_age"), "{error}");
}

#[tokio::test]
async fn tokens_of_a_sign_in_can_be_bound_to_a_key() {
    let peer = Peer::with(&[("DPOP_NONCE", "1")]);
    let app = ClientRegistration::builder("cli-dpop").dpop(SigningKey::generate().unwrap());
    let app = app.discover(peer.issuer()).await.unwrap();
    let flow = AuthorizationCode::new(&app, REDIRECT_URI).grant::<Editor>().resource(API);
    let session = sign_in(&flow).await;
    let api: Client<Editor> = client(&peer, &session);
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert!(told["cnf"]["jkt"].is_string(), "{told}");
    assert_eq!(peer.hits("POST /request").await, 2, "once without and once with a nonce");

    let renewed = session.token(&TokenRequest::default()).await.unwrap();
    assert!(renewed.proof().is_some());
    let renewed = session.token(&TokenRequest::default()).await.unwrap();
    assert!(renewed.proof().is_some());
    assert_eq!(session.identity().unwrap().subject(), "alice");
    session.sign_out().await.unwrap();
}

#[tokio::test]
async fn the_server_is_asked_about_the_user() {
    let peer = Peer::start();
    let flow = AuthorizationCode::new(&app(&peer).await, REDIRECT_URI).login_hint("maria");
    let session = sign_in(&flow).await;
    let info = session.user_info().await.unwrap();
    assert_eq!(info.subject(), "maria");
    assert_eq!((peer.hits("GET /me").await, peer.hits("POST /token").await), (1, 1));

    let challenge = r#"Bearer error="invalid_token""#;
    peer.fault("/me", json!({ "status": 401, "headers": { "www-authenticate": challenge } })).await;
    session.user_info().await.unwrap();
    assert_eq!((peer.hits("GET /me").await, peer.hits("POST /token").await), (3, 2), "once more, with another token");

    peer.fault("/me", json!({ "patch": { "sub": "eve" } })).await;
    let error = session.user_info().await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::InvalidResponse, "{error}");
}
