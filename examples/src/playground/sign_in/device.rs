use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Json,
    body::Bytes,
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use serde_json::json;

use super::{
    SignIn,
    answer::Answer,
    interaction, pages,
    request::{AnswerTo, Request},
};
use crate::playground::{
    client_auth::{self, AuthMethod},
    form::Form,
    issuer::endpoint,
    keys::random,
    oauth_error::{OAuthError, no_store},
    registry::Registration,
    world::World,
};

/// For how long a user code may be entered.
pub(super) const LIFETIME: Duration = Duration::from_mins(10);

/// How long a device is to wait before it asks again; short, as nobody is far away.
const INTERVAL: Duration = Duration::from_secs(1);

/// The letters of user codes: no vowels, so that they spell nothing (RFC 8628 section 6.1).
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// A device that waits for a user to sign in elsewhere.
pub(super) struct Device {
    user_code: String,
    request: Request,
    answer: Option<Result<SignIn, OAuthError>>,
    interval: Duration,
    /// Before that, it asks too early.
    next: Instant,
}

/// The device authorization endpoint (RFC 8628 section 3.1).
pub(super) async fn authorize(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    begin(&world, &headers, &body).unwrap_or_else(IntoResponse::into_response)
}

fn begin(world: &World, headers: &HeaderMap, body: &[u8]) -> Result<Response, OAuthError> {
    let form = Form::parse(headers, body)?;
    let (client, _) = client_auth::authenticate(&world.registry(), headers, &form)?;
    let request = Request::read(world, &form, &client, AnswerTo::Device(String::new()))?;
    let not_kept = |_| OAuthError::server_error("the request could not be kept");
    let user_code = user_code().map_err(not_kept)?;
    let device =
        Device { user_code: user_code.clone(), request, answer: None, interval: INTERVAL, next: Instant::now() };
    let device_code = world.sign_ins.devices.keep(device).map_err(not_kept)?;
    let page = endpoint(world, "/device");
    let body = json!({
        "device_code": device_code,
        "user_code": user_code,
        "verification_uri": page,
        "verification_uri_complete": format!("{page}?user_code={user_code}"),
        "expires_in": LIFETIME.as_secs(),
        "interval": INTERVAL.as_secs(),
    });
    Ok((no_store(), Json(body)).into_response())
}

/// The page where a user code is entered. It is filled in if the URL has it, but never sent by itself: someone else may
/// have made the user follow a link (RFC 8628 section 5.4).
pub(super) async fn page(world: State<Arc<World>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let user_code = form.as_ref().ok().and_then(|form| form.one("user_code"));
    match user_code {
        Some(user_code) if world.sign_ins.skips_pages() => proceed(&world, &headers, user_code),
        _ => pages::device(user_code, false).into_response(),
    }
}

/// The answer of that page.
pub(super) async fn enter(world: State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    let form = Form::parse(&headers, &body);
    let user_code = form.as_ref().ok().and_then(|form| form.one("user_code")).unwrap_or_default();
    proceed(&world, &headers, user_code)
}

fn proceed(world: &World, headers: &HeaderMap, user_code: &str) -> Response {
    let letters = |code: &str| code.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_uppercase();
    let devices = &world.sign_ins.devices;
    let is_it = |device: &Device| device.answer.is_none() && letters(&device.user_code) == letters(user_code);
    let found = devices.find(is_it).and_then(|name| {
        let request = devices.with(&name, |device| device.request.clone())?;
        Some(Request { answer_to: AnswerTo::Device(name), ..request })
    });
    match found {
        Some(request) => interaction::begin(world, headers, request),
        None => pages::device(Some(user_code), true).into_response(),
    }
}

/// Has the device told what the user has decided.
pub(super) fn answer(world: &World, device_code: &str, answer: Result<SignIn, OAuthError>) -> Response {
    let is_allowed = answer.is_ok();
    match world.sign_ins.devices.with(device_code, |device| device.answer = Some(answer)) {
        Some(()) => pages::device_done(is_allowed).into_response(),
        None => pages::too_old().into_response(),
    }
}

/// `grant_type=urn:ietf:params:oauth:grant-type:device_code` (RFC 8628 section 3.4).
pub(in crate::playground) fn redeem_device_code(
    world: &World,
    form: &Form,
    client: &Registration,
    auth_method: AuthMethod,
) -> Result<Response, OAuthError> {
    let code = form.one("device_code").ok_or(OAuthError::invalid_request("`device_code` is missing"))?;
    let devices = &world.sign_ins.devices;
    let expired = OAuthError::new("expired_token", "the device code is not known, or no longer");
    let decided = devices.with(code, |device| device.ask(client)).ok_or(expired)??;
    devices.take(code);
    let (sign_in, requested) = decided?;
    Answer { world, client, auth_method, sign_in: &sign_in, requested }.begin(None)
}

/// What the user has decided, with the scopes as they were asked for.
type Decided = Result<(SignIn, Option<String>), OAuthError>;

impl Device {
    /// The answer, once there is one.
    fn ask(&mut self, client: &Registration) -> Result<Decided, OAuthError> {
        if self.request.client_id != client.id {
            return Err(OAuthError::invalid_grant("the device code is that of another client"));
        }
        if let Some(answer) = &self.answer {
            return Ok(answer.clone().map(|sign_in| (sign_in, self.request.requested.clone())));
        }
        let now = Instant::now();
        let is_early = now < self.next;
        if is_early {
            self.interval += Duration::from_secs(5);
        }
        // What is said to be a second may be a little less on the clock of the other.
        self.next = now + self.interval.mul_f64(0.9);
        Err(if is_early {
            OAuthError::new("slow_down", "the device asks too often, and is to wait five seconds longer from now on")
        } else {
            OAuthError::new("authorization_pending", "the user has not decided yet")
        })
    }
}

/// `WDJB-MJHT`
fn user_code() -> io::Result<String> {
    let letters: String =
        random::<8>()?.map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()])).iter().collect();
    Ok([&letters[..4], &letters[4..]].join("-"))
}
