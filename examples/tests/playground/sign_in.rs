use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, jwk::JwkSet};
use serde_json::{Value, json};

use crate::{
    http, json, playground, send,
    user::{REDIRECT_URI, User, ask, error, is_alive, redeem, refresh, request},
};

#[tokio::test]
async fn a_user_signs_in_and_the_client_gets_what_was_left_ticked() {
    let playground = playground().await;
    let user = User::new(&playground);
    let page = user.begin(&[]).await;
    assert!(page.text.contains("viewer-desktop"), "{page:?}");
    let page = user.sign_in(&page, "playground").await;
    for said in ["Read models: IFC, DWG, PDF and plans.", "scope bcf:write", "Stay signed in"] {
        assert!(page.text.contains(said), "{said}: {page:?}");
    }
    assert!(!page.text.contains("scope openid"), "who the user is cannot be un-ticked");

    let sent = user.consent(&page, &["model:read", "profile"]).await;
    assert!(sent.location.as_ref().unwrap().as_str().starts_with("http://127.0.0.1:4711/callback?"));
    assert_eq!(sent.parameter("state").unwrap(), "af0ifjsldkj");
    assert_eq!(sent.parameter("iss").unwrap(), playground.issuer());

    let answer = json(redeem(&playground, &sent.parameter("code").unwrap())).await;
    assert_eq!(answer["scope"], "model:read openid profile");
    assert_eq!((&answer["token_type"], &answer["refresh_token"]), (&json!("Bearer"), &Value::Null));
    let claims = id_token(playground.issuer(), &answer).await;
    assert_eq!((&claims["sub"], &claims["nonce"]), (&json!("architect"), &json!("n-0S6_WzA2Mj")));
    assert_eq!((&claims["name"], &claims["email"]), (&json!("The Architect"), &Value::Null));
    assert!(claims["auth_time"].is_u64(), "{claims}");

    let token = answer["access_token"].as_str().unwrap();
    let about = json(http().post(format!("{}/userinfo", playground.issuer())).bearer_auth(token)).await;
    assert_eq!(about, json!({ "sub": "architect", "name": "The Architect", "preferred_username": "architect" }));
    let account = json(http().get(format!("{}/user", playground.api())).bearer_auth(token)).await;
    assert_eq!(account["detail"], "the access token lacks a scope");
}

async fn id_token(issuer: &str, answer: &Value) -> Value {
    let token = answer["id_token"].as_str().unwrap();
    let keys: JwkSet = send(http().get(format!("{issuer}/jwks"))).await.json().await.unwrap();
    let kid = jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&["viewer-desktop"]);
    decode(token, &DecodingKey::from_jwk(keys.find(&kid).unwrap()).unwrap(), &validation).unwrap().claims
}

#[tokio::test]
async fn userinfo_is_for_tokens_that_openid_came_with() {
    let playground = playground().await;
    let code = User::new(&playground).code(&[("scope", "model:read")], &["model:read"]).await;
    let answer = json(redeem(&playground, &code)).await;
    assert_eq!(answer["id_token"], Value::Null);
    let userinfo = || http().get(format!("{}/userinfo", playground.issuer()));
    let token = answer["access_token"].as_str().unwrap();
    assert_eq!(send(userinfo().bearer_auth(token)).await.status(), 403);
    assert_eq!(send(userinfo().bearer_auth("no token")).await.status(), 401);
    assert_eq!(send(userinfo()).await.status(), 401);
}

#[tokio::test]
async fn a_mistake_in_the_request_is_told_to_the_client_once_it_is_known_where_to() {
    let playground = playground().await;
    let user = User::new(&playground);
    let cases = [
        (("code_challenge", ""), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("response_type", "token"), "unsupported_response_type"),
        (("response_type", ""), "invalid_request"),
        (("response_mode", "fragment"), "invalid_request"),
        (("request", "eyJ"), "request_not_supported"),
        (("scope", "\""), "invalid_scope"),
        (("scope", "no:such"), "invalid_scope"),
        (("prompt", "none login"), "invalid_request"),
        (("prompt", "none"), "login_required"),
        (("max_age", "soon"), "invalid_request"),
        (("resource", "https://elsewhere.example"), "invalid_target"),
    ];
    for (change, code) in cases {
        let sent = user.begin(&[change]).await;
        assert_eq!(sent.parameter("error").as_deref(), Some(code), "{change:?}");
        assert_eq!(sent.parameter("iss").unwrap(), playground.issuer());
    }
    for change in [("client_id", "nobody"), ("redirect_uri", "https://evil.example"), ("redirect_uri", "")] {
        let page = user.begin(&[change]).await;
        assert_eq!((page.status.as_u16(), page.location), (400, None), "{change:?}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_asked_for_again_and_whoever_cancels_is_sent_back() {
    let playground = playground().await;
    let user = User::new(&playground);
    let page = user.begin(&[]).await;
    let again = user.sign_in(&page, "wrong").await;
    assert!(again.status == 403 && again.text.contains("role=\"alert\""), "{again:?}");
    let page = user.sign_in(&again, "playground").await;
    assert!(page.text.contains("<h1>Consent</h1>"));
    let sent = user.consent(&page, &[]).await;
    assert!(sent.parameter("code").is_some(), "who the user is remains");

    let other = User::new(&playground);
    let page = other.begin(&[("scope", "model:read")]).await;
    let page = other.sign_in(&page, "playground").await;
    assert_eq!(other.consent(&page, &[]).await.parameter("error").unwrap(), "access_denied");
}

#[tokio::test]
async fn a_page_is_answered_once_and_in_the_browser_that_it_was_shown_in() {
    let playground = playground().await;
    let (user, other) = (User::new(&playground), User::new(&playground));
    other.begin(&[]).await;
    let page = user.begin(&[]).await;
    assert_eq!(other.sign_in(&page, "playground").await.status, 400);
    assert_eq!(user.sign_in(&page, "playground").await.status, 400, "it was used up");
}

#[tokio::test]
async fn who_has_signed_in_and_consented_is_not_asked_again_unless_the_client_wants_it() {
    let playground = playground().await;
    let user = User::new(&playground);
    user.code(&[("scope", "openid model:read")], &["model:read"]).await;
    let narrower = ("scope", "model:read");
    for prompt in ["", "none"] {
        assert!(user.begin(&[narrower, ("prompt", prompt)]).await.parameter("code").is_some(), "{prompt}");
    }
    assert!(user.begin(&[narrower, ("prompt", "login")]).await.text.contains("<h1>Sign in</h1>"));
    assert!(user.begin(&[narrower, ("max_age", "0")]).await.text.contains("<h1>Sign in</h1>"));
    assert!(user.begin(&[narrower, ("prompt", "consent")]).await.text.contains("<h1>Consent</h1>"));
    assert!(user.begin(&[("scope", "bcf:write")]).await.text.contains("<h1>Consent</h1>"));
    let wider = [("scope", "model:read bcf:write"), ("prompt", "none")];
    assert_eq!(user.begin(&wider).await.parameter("error").unwrap(), "consent_required");
}

#[tokio::test]
async fn a_code_is_good_for_its_client_verifier_and_redirect_uri_only() {
    let playground = playground().await;
    let user = User::new(&playground);
    let scope = ("scope", "model:read");
    let grant = ("grant_type", "authorization_code");
    let verifier = ("code_verifier", crate::user::VERIFIER);
    let uri = ("redirect_uri", REDIRECT_URI);
    user.code(&[scope], &["model:read"]).await;
    for wrong in [[("code_verifier", "wrong"), uri], [verifier, ("redirect_uri", "http://127.0.0.1:1/callback")]] {
        let code = user.begin(&[scope]).await.parameter("code").unwrap();
        assert_eq!(error(ask(&playground, &[grant, ("code", &code), wrong[0], wrong[1]])).await, "invalid_grant");
    }
    let code = user.begin(&[scope]).await.parameter("code").unwrap();
    let other = http().post(playground.token_endpoint()).basic_auth("viewer", Some("s3cret"));
    assert_eq!(error(other.form(&[grant, ("code", &code), verifier, uri])).await, "invalid_grant");
    assert!(json(redeem(&playground, &code)).await["access_token"].is_string(), "it is still its own client's");
}

#[tokio::test]
async fn a_code_that_is_used_twice_takes_back_what_it_was_exchanged_for() {
    let playground = playground().await;
    let user = User::new(&playground);
    let code = user.code(&[], &["offline_access", "model:read"]).await;
    let answer = json(redeem(&playground, &code)).await;
    let token = answer["access_token"].as_str().unwrap();
    assert!(is_alive(&playground, token).await);
    assert_eq!(error(redeem(&playground, &code)).await, "invalid_grant");
    assert!(!is_alive(&playground, token).await);
    assert_eq!(error(refresh(&playground, answer["refresh_token"].as_str().unwrap())).await, "invalid_grant");
}

#[tokio::test]
async fn a_pushed_request_is_good_for_one_use_by_its_client() {
    let playground = playground().await;
    let user = User::new(&playground);
    let push = |changes: &[(&str, &str)]| http().post(format!("{}/par", playground.issuer())).form(&request(changes));
    let pushed = send(push(&[])).await;
    assert_eq!((pushed.status().as_u16(), &pushed.headers()["cache-control"]), (201, &"no-store".parse().unwrap()));
    let uri = pushed.json::<Value>().await.unwrap()["request_uri"].as_str().unwrap().to_owned();
    let open = async |client: &str| user.open(&format!("/authorize?client_id={client}&request_uri={uri}")).await;
    assert!(open("viewer-desktop").await.text.contains("<h1>Sign in</h1>"));
    assert_eq!(open("viewer-desktop").await.status, 400, "it was used");

    assert_eq!(error(push(&[("redirect_uri", "https://evil.example")])).await, "invalid_request");
    assert_eq!(error(push(&[("request_uri", "urn:x")])).await, "invalid_request");
    assert_eq!(error(push(&[("client_id", "viewer-web")])).await, "invalid_client");
}

#[tokio::test]
async fn a_refresh_token_is_good_for_one_use_and_a_second_one_ends_the_sign_in() {
    let playground = playground().await;
    let code = User::new(&playground).code(&[], &["offline_access", "model:read", "bcf:write"]).await;
    let first = json(redeem(&playground, &code)).await;
    let token = ("refresh_token", first["refresh_token"].as_str().unwrap());
    let with = |scope| ask(&playground, &[("grant_type", "refresh_token"), token, ("scope", scope)]);
    assert_eq!(error(with("model:write")).await, "invalid_scope", "and it is not spent");
    let second = json(with("model:read")).await;
    assert_eq!((&second["scope"], &second["id_token"]), (&json!("model:read"), &Value::Null));
    let third = json(refresh(&playground, second["refresh_token"].as_str().unwrap())).await;
    assert_eq!(third["scope"], "bcf:write model:read offline_access openid");
    let alive = third["access_token"].as_str().unwrap();
    assert!(is_alive(&playground, alive).await);

    assert_eq!(error(refresh(&playground, first["refresh_token"].as_str().unwrap())).await, "invalid_grant");
    assert_eq!(error(refresh(&playground, third["refresh_token"].as_str().unwrap())).await, "invalid_grant");
    assert!(!is_alive(&playground, alive).await);
}

#[tokio::test]
async fn a_revoked_refresh_token_takes_the_access_tokens_with_it_and_not_the_other_way_round() {
    let playground = playground().await;
    let code = User::new(&playground).code(&[], &["offline_access", "model:read"]).await;
    let answer = json(redeem(&playground, &code)).await;
    let token = |name: &str| answer[name].as_str().unwrap().to_owned();
    let revoke = async |client: &str, token: &str| {
        let request = http().post(format!("{}/revocation", playground.issuer()));
        send(request.form(&[("client_id", client), ("token", token)])).await.status().as_u16()
    };
    assert_eq!(revoke("nobody", &token("access_token")).await, 401);
    assert_eq!(revoke("viewer-desktop", "never seen").await, 200);
    assert!(is_alive(&playground, &token("access_token")).await);
    assert_eq!(revoke("viewer-desktop", &token("access_token")).await, 200);
    assert!(!is_alive(&playground, &token("access_token")).await);

    let renewed = json(refresh(&playground, &token("refresh_token"))).await;
    let next = |name: &str| renewed[name].as_str().unwrap().to_owned();
    assert_eq!(revoke("viewer-desktop", &next("refresh_token")).await, 200);
    assert!(!is_alive(&playground, &next("access_token")).await);
    assert_eq!(error(refresh(&playground, &next("refresh_token"))).await, "invalid_grant");
}

#[tokio::test]
async fn a_user_signs_out_at_once_with_the_id_token_and_is_asked_without() {
    let playground = playground().await;
    let user = User::new(&playground);
    let code = user.code(&[], &[]).await;
    let id_token = json(redeem(&playground, &code)).await["id_token"].as_str().unwrap().to_owned();
    let page = user.open("/end_session").await;
    assert!(page.text.contains("You are signed in as <strong>architect</strong>"), "{page:?}");
    let elsewhere = format!("/end_session?id_token_hint={id_token}&post_logout_redirect_uri=https://evil.example");
    assert_eq!(user.open(&elsewhere).await.status, 400);
    assert!(user.begin(&[("scope", "openid")]).await.location.is_some(), "nobody has signed out so far");

    let uri = "http://127.0.0.1:4711/signed-out";
    let out =
        user.open(&format!("/end_session?id_token_hint={id_token}&post_logout_redirect_uri={uri}&state=abc")).await;
    assert_eq!(out.location.unwrap().as_str(), "http://127.0.0.1:4711/signed-out?state=abc");
    assert!(user.begin(&[("scope", "openid")]).await.text.contains("<h1>Sign in</h1>"));
}

#[tokio::test]
async fn a_client_without_a_secret_gets_nothing_for_itself() {
    let playground = playground().await;
    assert_eq!(error(ask(&playground, &[("grant_type", "client_credentials")])).await, "unauthorized_client");
}

#[tokio::test]
async fn pages_can_be_skipped_by_programs() {
    let playground = playground().await;
    playground.skip_pages("architect");
    for (hint, who) in [("", "architect"), ("surveyor", "surveyor"), ("nobody", "architect")] {
        let sent = User::new(&playground).begin(&[("login_hint", hint)]).await;
        let answer = json(redeem(&playground, &sent.parameter("code").unwrap())).await;
        assert_eq!(answer["scope"], "bcf:write email model:read offline_access openid profile");
        assert_eq!(id_token(playground.issuer(), &answer).await["sub"], who);
    }
}
