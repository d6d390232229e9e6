//! The secrets that went over the wire, from where they were: the requests that the peer got, and its answers.

use auth_tests::peer::Peer;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::Url;
use serde_json::Value;

use crate::search::Secrets;

/// Members of requests and answers, and what they hold.
const MEMBERS: [(&str, &str); 19] = [
    ("access_token", "access token"),
    ("refresh_token", "refresh token"),
    ("id_token", "ID token"),
    ("id_token_hint", "ID token"),
    ("client_secret", "client secret"),
    ("client_assertion", "client assertion"),
    ("assertion", "assertion"),
    ("subject_token", "subject token"),
    ("actor_token", "actor token"),
    ("token", "revoked token"),
    ("code", "authorization code"),
    ("code_verifier", "PKCE verifier"),
    ("state", "state"),
    ("nonce", "nonce"),
    ("device_code", "device code"),
    ("user_code", "user code"),
    ("request_uri", "request URI"),
    ("registration_access_token", "registration token"),
    ("d", "private key"),
];

/// Adds all that a peer with `RECORD` has seen.
pub(crate) async fn add_all(secrets: &mut Secrets, peer: &Peer) {
    for exchange in peer.wire().await {
        add_url(secrets, exchange["url"].as_str().unwrap());
        add_headers(secrets, &exchange["headers"]);
        add_form(secrets, exchange["body"].as_str().unwrap());
        let answer = &exchange["answer"];
        add_headers(secrets, &answer["headers"]);
        if let Ok(Value::Object(members)) = serde_json::from_str(answer["body"].as_str().unwrap()) {
            members.iter().for_each(|(name, value)| add_member(secrets, name, value.as_str().unwrap_or_default()));
        }
    }
}

/// Adds a private key as the peer knows it.
pub(crate) fn add_key(secrets: &mut Secrets, peer: &Peer, algorithm: &str) {
    let key = peer.client_key(algorithm);
    add_member(secrets, "d", key.jwk["d"].as_str().unwrap());
    key.pem.lines().filter(|line| !line.starts_with('-')).for_each(|line| secrets.add("private key", line));
}

pub(crate) fn add_member(secrets: &mut Secrets, name: &str, value: &str) {
    if let Some((_, kind)) = MEMBERS.iter().find(|(member, _)| *member == name) {
        // Each request URI begins alike.
        secrets.add(kind, value.strip_prefix("urn:ietf:params:oauth:request_uri:").unwrap_or(value));
    }
}

fn add_headers(secrets: &mut Secrets, headers: &Value) {
    let text = |name: &str| headers[name].as_str();
    match text("authorization").and_then(|value| value.split_once(' ')) {
        Some(("Basic", encoded)) => add_basic(secrets, encoded),
        Some((_, token)) => secrets.add("access token", token),
        None => {}
    }
    if let Some(proof) = text("dpop") {
        secrets.add("DPoP proof", proof);
    }
    if let Some(url) = text("location") {
        add_url(secrets, url);
    }
    let given = headers["set-cookie"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let brought = text("cookie").into_iter().flat_map(|cookies| cookies.split("; "));
    for cookie in given.filter_map(|cookie| cookie.split(';').next()).chain(brought) {
        if let Some((_, value)) = cookie.split_once('=') {
            secrets.add("cookie", value);
        }
    }
}

/// RFC 6749 section 2.3.1: both parts are form-encoded before.
fn add_basic(secrets: &mut Secrets, encoded: &str) {
    secrets.add("client secret", encoded);
    let pair = String::from_utf8(STANDARD.decode(encoded).unwrap()).unwrap();
    let secret = pair.split_once(':').unwrap().1;
    secrets.add("client secret", secret);
    let form = Url::parse(&format!("form:?client_secret={secret}")).unwrap();
    form.query_pairs().for_each(|(name, value)| add_member(secrets, &name, &value));
}

fn add_url(secrets: &mut Secrets, url: &str) {
    if let Some((_, query)) = url.split_once('?') {
        add_form(secrets, query);
    }
}

fn add_form(secrets: &mut Secrets, form: &str) {
    if let Ok(url) = Url::parse(&format!("form:?{form}")) {
        url.query_pairs().for_each(|(name, value)| add_member(secrets, &name, &value));
    }
}
