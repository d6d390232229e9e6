use std::{
    io,
    sync::Arc,
    time::{Duration, SystemTime},
};

use auth_core::ScopeSet;
use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;

use super::{
    browser::{self, Browser},
    code, device, pages,
    request::{AnswerTo, Request},
    users,
};
use crate::playground::{
    form::Form,
    oauth_error::OAuthError,
    world::{World, lock},
};

/// A request on its way through the pages, in one browser.
pub(super) struct Interaction {
    request: Request,
    browser: String,
    /// Whether the user has given a password on the way.
    signed_in: bool,
}

/// Asks the user, as far as that is needed.
pub(super) fn begin(world: &World, headers: &HeaderMap, request: Request) -> Response {
    if let Some(user) = at_once(world, &request) {
        let scopes = request.scopes.clone();
        return grant(world, &request, user, SystemTime::now(), scopes);
    }
    let known = browser::name_of(headers).filter(|name| world.sign_ins.browsers.with(name, |_| ()).is_some());
    let Ok(browser) = known.map_or_else(|| world.sign_ins.browsers.keep(Browser::default()), Ok) else {
        return pages::failure().into_response();
    };
    let response = proceed(world, Interaction { request, browser: browser.clone(), signed_in: false });
    (browser::set_cookie(&browser), response).into_response()
}

/// The user who signs in without a page, if pages are skipped.
fn at_once(world: &World, request: &Request) -> Option<&'static str> {
    let user = lock(&world.sign_ins.at_once).clone()?;
    let hinted = request.login_hint.as_deref().and_then(users::named);
    hinted.or_else(|| users::named(&user)).map(|user| user.name)
}

/// The next page, or the answer.
fn proceed(world: &World, interaction: Interaction) -> Response {
    let request = &interaction.request;
    let user = world.sign_ins.browsers.with(&interaction.browser, |browser| browser.user).flatten();
    let Some((user, auth_time)) = user.filter(|(_, auth_time)| interaction.is_recent(*auth_time)) else {
        let error = OAuthError::new("login_required", "the user has to sign in");
        return ask(world, interaction, error, |request, name| pages::sign_in(request, name, None).into_response());
    };
    let key = (user.to_owned(), request.client_id.clone());
    let consented = lock(&world.sign_ins.consents).get(&key).cloned().unwrap_or_default();
    if !request.has_prompt("consent") && request.scopes.difference(&consented).is_empty() {
        let scopes = request.scopes.clone();
        return grant(world, request, user, auth_time, scopes);
    }
    let error = OAuthError::new("consent_required", "the user has to consent");
    ask(world, interaction, error, |request, name| pages::consent(request, user, name).into_response())
}

/// Shows a page, unless the client wants none: then it gets the error.
fn ask(
    world: &World,
    interaction: Interaction,
    error: OAuthError,
    page: impl FnOnce(&Request, &str) -> Response,
) -> Response {
    if interaction.request.has_prompt("none") {
        return refuse(world, &interaction.request, error);
    }
    let request = interaction.request.clone();
    match world.sign_ins.interactions.keep(interaction) {
        Ok(name) => page(&request, &name),
        Err(_) => pages::failure().into_response(),
    }
}

/// The answer of the page to sign in.
pub(super) async fn sign_in(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((form, interaction)) = resume(&world, &headers, &body) else {
        return pages::too_old().into_response();
    };
    if form.one("decision") == Some("cancel") {
        return refuse(&world, &interaction.request, ACCESS_DENIED);
    }
    let given = (form.one("username").unwrap_or_default(), form.one("password").unwrap_or_default());
    let Some(user) = users::authenticate(given.0, given.1) else {
        let error = OAuthError::new("login_required", "the user has to sign in");
        return ask(&world, interaction, error, |request, name| {
            pages::sign_in(request, name, Some(given.0)).into_response()
        });
    };
    // Under a new name: whoever knew the old one is not signed in now.
    match renew(&world, &interaction.browser, Browser { user: Some((user.name, SystemTime::now())) }) {
        Ok(browser) => {
            let cookie = browser::set_cookie(&browser);
            (cookie, proceed(&world, Interaction { browser, signed_in: true, ..interaction })).into_response()
        }
        Err(_) => pages::failure().into_response(),
    }
}

fn renew(world: &World, old: &str, browser: Browser) -> io::Result<String> {
    world.sign_ins.browsers.take(old);
    world.sign_ins.browsers.keep(browser)
}

/// The answer of the page to consent: one checkbox for each scope.
pub(super) async fn consent(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((form, interaction)) = resume(&world, &headers, &body) else {
        return pages::too_old().into_response();
    };
    let request = &interaction.request;
    let user = world.sign_ins.user_of(&headers).filter(|(_, auth_time)| interaction.is_recent(*auth_time));
    let (Some((user, auth_time)), Some("allow")) = (user, form.one("decision")) else {
        return refuse(&world, request, ACCESS_DENIED);
    };
    let is_ticked = |name: &str| name == "openid" || form.one(&pages::checkbox(name)).is_some();
    let scopes: ScopeSet = request.scopes.iter().filter(|name| is_ticked(name.as_str())).cloned().collect();
    if scopes.is_empty() {
        return refuse(&world, request, ACCESS_DENIED);
    }
    let key = (user.to_owned(), request.client_id.clone());
    lock(&world.sign_ins.consents).insert(key, scopes.clone());
    grant(&world, request, user, auth_time, scopes)
}

const ACCESS_DENIED: OAuthError = OAuthError::new("access_denied", "the user did not consent");

/// The interaction that a page belongs to, if it was shown in this browser.
fn resume(world: &World, headers: &HeaderMap, body: &[u8]) -> Option<(Form, Interaction)> {
    let form = Form::parse(headers, body).ok()?;
    let interaction = world.sign_ins.interactions.take(form.one("interaction")?)?;
    (browser::name_of(headers).as_ref() == Some(&interaction.browser)).then_some((form, interaction))
}

impl Interaction {
    /// Whether the user has signed in as recently as the client wants.
    fn is_recent(&self, auth_time: SystemTime) -> bool {
        let age = auth_time.elapsed().unwrap_or(Duration::ZERO);
        let again = self.request.has_prompt("login") || self.request.has_prompt("select_account");
        self.signed_in || !again && self.request.max_age.is_none_or(|max| age <= max)
    }
}

fn grant(world: &World, request: &Request, user: &'static str, auth_time: SystemTime, scopes: ScopeSet) -> Response {
    let sign_in = world.sign_ins.begin(request, user, auth_time, scopes);
    match &request.answer_to {
        AnswerTo::Browser(code_request) => code::send(world, request, code_request, sign_in),
        AnswerTo::Device(device) => device::answer(world, device, Ok(sign_in)),
    }
}

fn refuse(world: &World, request: &Request, error: OAuthError) -> Response {
    match &request.answer_to {
        AnswerTo::Browser(code_request) => code_request.return_to.error(&world.issuer, error),
        AnswerTo::Device(device) => device::answer(world, device, Err(error)),
    }
}
