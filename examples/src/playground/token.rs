use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use auth_core::ScopeSet;
use axum::{
    Json,
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use serde_json::json;

use super::{
    client_auth::{self, AuthMethod},
    form::Form,
    oauth_error::{OAuthError, no_store},
    registry::Registration,
    sign_in,
    token_exchange::{self, TOKEN_EXCHANGE},
    tokens::Issued,
    world::World,
};

/// The token endpoint (RFC 6749 section 3.2).
pub(super) async fn token(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    grant(&world, &headers, &body).unwrap_or_else(IntoResponse::into_response)
}

fn grant(world: &World, headers: &HeaderMap, body: &[u8]) -> Result<Response, OAuthError> {
    let form = Form::parse(headers, body)?;
    let (client, auth_method) = client_auth::authenticate(&world.registry(), headers, &form)?;
    match form.one("grant_type") {
        Some("client_credentials") => client_credentials(world, &form, client, auth_method),
        Some(sign_in::CODE) => sign_in::redeem_code(world, &form, &client, auth_method),
        Some(sign_in::REFRESH) => sign_in::refresh(world, &form, &client, auth_method),
        Some(TOKEN_EXCHANGE) => token_exchange::exchange(world, &form, client, auth_method),
        Some(sign_in::DEVICE) => sign_in::redeem_device_code(world, &form, &client, auth_method),
        Some(_) => Err(OAuthError::unsupported_grant_type("this `grant_type` is not served")),
        None => Err(OAuthError::invalid_request("`grant_type` is missing")),
    }
}

/// RFC 6749 section 4.4.
fn client_credentials(
    world: &World,
    form: &Form,
    client: Registration,
    auth_method: AuthMethod,
) -> Result<Response, OAuthError> {
    if client.is_public() {
        return Err(OAuthError::new("unauthorized_client", "a client without a secret speaks for users only"));
    }
    let requested = form.one("scope");
    let scopes = narrow(requested, &client.scopes)?;
    let audience = audience(form, &world.api)?;

    let lifetime = Duration::from_secs(client.token_lifetime.as_secs());
    let token = world
        .tokens
        .issue(&client.id, audience.clone(), scopes.clone(), SystemTime::now() + lifetime, None)
        .map_err(|_| OAuthError::server_error("the token could not be signed"))?;
    let mut answer = json!({
        "access_token": token.expose(),
        "token_type": "Bearer",
        "expires_in": lifetime.as_secs(),
    });
    // An empty `scope` is not legal (RFC 6749 section 3.3).
    if !scopes.is_empty() {
        answer["scope"] = json!(scopes);
    }
    world.tokens.note(Issued {
        client_id: client.id,
        auth_method,
        requested: requested.map(str::to_owned),
        granted: scopes,
        audience,
    });
    Ok((no_store(), Json(answer)).into_response())
}

/// What the client may have of what it asks for; everything that it may have if it does not say.
pub(super) fn narrow(requested: Option<&str>, allowed: &ScopeSet) -> Result<ScopeSet, OAuthError> {
    let Some(requested) = requested else {
        return Ok(allowed.clone());
    };
    let requested: ScopeSet =
        requested.parse().map_err(|_| OAuthError::invalid_scope("`scope` is not a list of scopes"))?;
    let granted: ScopeSet = requested.into_iter().filter(|name| allowed.contains(name.as_str())).collect();
    if granted.is_empty() {
        return Err(OAuthError::invalid_scope("the client may have none of these scopes"));
    }
    Ok(granted)
}

/// Whom the token is for: the API, which is the only one there is, under its URL or as `bimdata`.
pub(super) fn audience(form: &Form, api: &str) -> Result<Vec<String>, OAuthError> {
    let is_api = |url: &str| url.strip_suffix('/').unwrap_or(url) == api;
    let resources_are_known = form.all("resource").all(is_api);
    let audiences_are_known = form.all("audience").all(|name| name == "bimdata" || is_api(name));
    if resources_are_known && audiences_are_known {
        Ok(vec![api.to_owned()])
    } else {
        Err(OAuthError::invalid_target("there is no such API here"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrowed(requested: Option<&str>) -> Result<String, OAuthError> {
        narrow(requested, &"a b".parse().unwrap()).map(|granted| granted.to_string())
    }

    #[test]
    fn a_client_gets_what_it_may_have_of_what_it_asks_for() {
        assert_eq!(narrowed(None).unwrap(), "a b");
        assert_eq!(narrowed(Some("b")).unwrap(), "b");
        assert_eq!(narrowed(Some("c b")).unwrap(), "b");
    }

    #[test]
    fn nothing_left_is_an_invalid_scope() {
        for scope in ["c", "a\\b", "é"] {
            assert_eq!(narrowed(Some(scope)).unwrap_err().into_response().status(), 400, "{scope}");
        }
    }
}
