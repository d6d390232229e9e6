//! Users sign in here, and decide what a client may do for them: with a code (RFC 6749 section 4.1, with RFC 7636, 9126
//! and 9207), or with a device (RFC 8628). Then there are the endpoints for the time after (OpenID Connect Core, RFC 7009).

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use auth_core::ScopeSet;
use axum::{
    Router,
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bimdata::scopes::SCOPES;
use serde_json::{Value, json};

mod answer;
mod authorize;
mod browser;
mod code;
mod device;
mod end_session;
mod expiring;
mod interaction;
mod pages;
mod redirect;
mod refresh;
mod request;
mod revocation;
mod userinfo;
mod users;

pub(super) use code::redeem_code;
pub(super) use device::redeem_device_code;
pub(super) use refresh::refresh;

use super::{
    api::email,
    issuer::endpoint,
    keys::random,
    registry::Registration,
    world::{World, lock},
};
use browser::Browser;
use code::Code;
use device::Device;
use expiring::Expiring;
use interaction::Interaction;
use refresh::RefreshTokens;
use request::Request;

/// The values of `grant_type` that belong to it.
pub(super) const CODE: &str = "authorization_code";
pub(super) const REFRESH: &str = "refresh_token";
pub(super) const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// The scopes of OpenID Connect, which any client may ask a user for.
const OPENID_SCOPES: [&str; 4] = ["email", "offline_access", "openid", "profile"];

/// Who has signed in, is about to, or may stay so.
pub(super) struct SignIns {
    browsers: Expiring<Browser>,
    interactions: Expiring<Interaction>,
    pushed: Expiring<Request>,
    codes: Expiring<Code>,
    devices: Expiring<Device>,
    refresh_tokens: RefreshTokens,
    /// What each user lets each client do.
    consents: Mutex<HashMap<(String, String), ScopeSet>>,
    /// The user who signs in without a page, if pages are skipped.
    at_once: Mutex<Option<String>>,
    last: Mutex<u64>,
}

/// That a user lets a client do something.
#[derive(Clone)]
struct SignIn {
    number: u64,
    user: String,
    client_id: String,
    scopes: ScopeSet,
    audience: Vec<String>,
    /// When the user gave a password.
    auth_time: SystemTime,
}

impl Default for SignIns {
    fn default() -> Self {
        Self {
            browsers: Expiring::new(Duration::from_hours(8)),
            interactions: Expiring::new(Duration::from_mins(10)),
            pushed: Expiring::new(authorize::PUSHED_LIFETIME),
            codes: Expiring::new(Duration::from_mins(1)),
            devices: Expiring::new(device::LIFETIME),
            refresh_tokens: RefreshTokens::default(),
            consents: Mutex::default(),
            at_once: Mutex::default(),
            last: Mutex::default(),
        }
    }
}

impl SignIns {
    /// From now on nobody is asked: whom `login_hint` names signs in, else this user, and consents to everything.
    pub(super) fn skip_pages(&self, user: &str) {
        *lock(&self.at_once) = Some(user.to_owned());
    }

    fn skips_pages(&self) -> bool {
        lock(&self.at_once).is_some()
    }

    fn begin(&self, request: &Request, user: &str, auth_time: SystemTime, scopes: ScopeSet) -> SignIn {
        let mut last = lock(&self.last);
        *last += 1;
        SignIn {
            number: *last,
            user: user.to_owned(),
            client_id: request.client_id.clone(),
            scopes,
            audience: request.audience.clone(),
            auth_time,
        }
    }
}

/// The user with this name or address.
pub(super) fn user(name: &str) -> Option<&'static str> {
    users::USERS.iter().map(|user| user.name).find(|user| *user == name || email(user) == name)
}

/// The clients that the examples sign in with. They may have every scope of the API, if the user agrees.
pub(super) fn clients() -> [Registration; 2] {
    let scopes: ScopeSet = SCOPES.iter().filter_map(|scope| scope.name().parse().ok()).collect();
    [
        Registration::public("viewer-desktop", scopes.clone())
            .redirect_uri("http://127.0.0.1/callback")
            .redirect_uri("http://[::1]/callback")
            .redirect_uri("com.example.viewer:/callback")
            .post_logout_redirect_uri("http://127.0.0.1/signed-out"),
        Registration::new("viewer-web", "a secret of the playground", scopes)
            .redirect_uri("http://127.0.0.1/auth/callback")
            .post_logout_redirect_uri("http://127.0.0.1/"),
    ]
}

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/authorize", get(authorize::by_get).post(authorize::by_post))
        .route("/par", post(authorize::push))
        .route("/sign-in", post(interaction::sign_in))
        .route("/consent", post(interaction::consent))
        .route("/device_authorization", post(device::authorize))
        .route("/device", get(device::page).post(device::enter))
        .route("/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .route("/revocation", post(revocation::revoke))
        .route("/end_session", get(end_session::by_get).post(end_session::by_post))
        .route("/style.css", get(pages::style))
}

/// What the metadata says of all this.
pub(super) fn describe(world: &World, metadata: &mut Value) {
    let endpoints = [
        ("authorization_endpoint", "/authorize"),
        ("device_authorization_endpoint", "/device_authorization"),
        ("end_session_endpoint", "/end_session"),
        ("pushed_authorization_request_endpoint", "/par"),
        ("revocation_endpoint", "/revocation"),
        ("userinfo_endpoint", "/userinfo"),
    ];
    for (name, path) in endpoints {
        metadata[name] = json!(endpoint(world, path));
    }
    metadata["authorization_response_iss_parameter_supported"] = json!(true);
    metadata["claims_supported"] =
        json!(["aud", "auth_time", "email", "exp", "iat", "iss", "name", "nonce", "preferred_username", "sub"]);
    metadata["code_challenge_methods_supported"] = json!(["S256"]);
    metadata["id_token_signing_alg_values_supported"] = json!(["ES256"]);
    metadata["prompt_values_supported"] = json!(["consent", "login", "none", "select_account"]);
    metadata["response_modes_supported"] = json!(["query"]);
    metadata["response_types_supported"] = json!(["code"]);
    metadata["subject_types_supported"] = json!(["public"]);
    metadata["revocation_endpoint_auth_methods_supported"] = metadata["token_endpoint_auth_methods_supported"].clone();
    for (list, more) in [("grant_types_supported", &[CODE, DEVICE, REFRESH][..]), ("scopes_supported", &OPENID_SCOPES)]
    {
        if let Some(list) = metadata[list].as_array_mut() {
            list.extend(more.iter().map(|name| json!(name)));
        }
    }
}

/// A name for something, which nobody can guess.
fn unguessable() -> io::Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}
