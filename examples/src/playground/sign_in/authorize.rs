use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};
use serde_json::json;

use super::{
    interaction, pages,
    request::{Refusal, Request},
};
use crate::playground::{
    client_auth,
    form::Form,
    oauth_error::{OAuthError, no_store},
    world::World,
};

/// For how long a request that was pushed may be used.
pub(super) const PUSHED_LIFETIME: Duration = Duration::from_mins(1);

/// What the name of a pushed request begins with (RFC 9126 section 2.2).
const PUSHED: &str = "urn:ietf:params:oauth:request_uri:";

/// The authorization endpoint (RFC 6749 section 3.1).
pub(super) async fn by_get(world: State<Arc<World>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    authorize(&world, &headers, Form::read(query.unwrap_or_default().as_bytes()))
}

pub(super) async fn by_post(world: State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    let form = Form::parse(&headers, &body);
    authorize(&world, &headers, form)
}

fn authorize(world: &World, headers: &HeaderMap, form: Result<Form, OAuthError>) -> Response {
    let request = match form {
        Ok(form) => read(world, &form),
        Err(_) => Err(Refusal::Tell("The request is malformed.")),
    };
    match request {
        Ok(request) => interaction::begin(world, headers, request),
        Err(Refusal::Tell(message)) => pages::refusal(message).into_response(),
        Err(Refusal::Return(return_to, error)) => return_to.error(&world.issuer, error),
    }
}

/// The request, or the one that it names, which was pushed before.
fn read(world: &World, form: &Form) -> Result<Request, Refusal> {
    let Some(uri) = form.one("request_uri") else {
        return Request::by_code(world, form);
    };
    let pushed = uri.strip_prefix(PUSHED).and_then(|name| world.sign_ins.pushed.take(name));
    let own = pushed.filter(|request| form.one("client_id") == Some(&request.client_id));
    own.ok_or(Refusal::Tell("The request is not known, or too old. Begin anew where you came from."))
}

/// The endpoint for pushed authorization requests (RFC 9126).
pub(super) async fn push(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    match pushed(&world, &headers, &body) {
        Ok(name) => {
            let body = json!({ "request_uri": format!("{PUSHED}{name}"), "expires_in": PUSHED_LIFETIME.as_secs() });
            (StatusCode::CREATED, no_store(), Json(body)).into_response()
        }
        Err(error) => error.into_response(),
    }
}

fn pushed(world: &World, headers: &HeaderMap, body: &[u8]) -> Result<String, OAuthError> {
    let form = Form::parse(headers, body)?;
    let (client, _) = client_auth::authenticate(&world.registry(), headers, &form)?;
    if form.one("request_uri").is_some() {
        return Err(OAuthError::invalid_request("a pushed request does not name another"));
    }
    let form = form.with_client(&client.id);
    let request = Request::by_code(world, &form).map_err(|refusal| match refusal {
        Refusal::Tell(message) => OAuthError::invalid_request(message),
        Refusal::Return(_, error) => error,
    })?;
    world.sign_ins.pushed.keep(request).map_err(|_| OAuthError::server_error("the request could not be kept"))
}
