use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::HeaderMap;

use super::{
    pages,
    redirect::{is_registered, see_other},
};
use crate::playground::{form::Form, oauth_error::OAuthError, world::World};

/// Where a client sends its users to sign out here too (OpenID Connect RP-Initiated Logout section 2).
pub(super) async fn by_get(world: State<Arc<World>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    end(&world, &headers, Form::read(query.unwrap_or_default().as_bytes()), false)
}

/// The same, or the answer of the page that asks.
pub(super) async fn by_post(world: State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    let form = Form::parse(&headers, &body);
    // A page of someone else's that posts this comes without the cookie, and so ends nothing.
    let is_confirmed = form.as_ref().is_ok_and(|form| form.one("decision") == Some("sign-out"));
    end(&world, &headers, form, is_confirmed)
}

fn end(world: &World, headers: &HeaderMap, form: Result<Form, OAuthError>, is_confirmed: bool) -> Response {
    let Ok(form) = form else {
        return pages::refusal("The request is malformed.").into_response();
    };
    let hint = form.one("id_token_hint").and_then(|token| world.tokens.read_id_token(token));
    let client = hint.as_ref().map(|hint| hint.aud.as_str()).or(form.one("client_id"));
    let return_to = form.one("post_logout_redirect_uri");
    let is_allowed = |uri: &&str| {
        let registry = world.registry();
        let client = client.and_then(|id| registry.client(id));
        client.is_some_and(|client| is_registered(&client.post_logout_redirect_uris, uri))
    };
    if return_to.is_some_and(|uri| !is_allowed(&uri)) {
        return pages::refusal("The client has no such URI for users who have signed out.").into_response();
    }
    if let Some((user, _)) = world.sign_ins.user_of(headers)
        && !is_confirmed
        && hint.is_none_or(|hint| hint.sub != user)
    {
        return pages::sign_out(&form, user).into_response();
    }
    world.sign_ins.sign_out(headers);
    match return_to {
        Some(uri) => see_other(uri, form.one("state").map(|state| ("state", state)).into_iter()),
        None => pages::signed_out().into_response(),
    }
}
