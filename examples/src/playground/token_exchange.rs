use std::time::{Duration, SystemTime};

use auth_core::ScopeSet;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    Actor,
    client_auth::AuthMethod,
    form::Form,
    oauth_error::{OAuthError, no_store},
    registry::Registration,
    token::{audience, narrow},
    tokens::{Claims, Issued, Speaker},
    world::World,
};

pub(super) const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// RFC 8693: a token that speaks for the subject of another, with no more scopes, and says who acts if that is known.
pub(super) fn exchange(
    world: &World,
    form: &Form,
    client: Registration,
    auth_method: AuthMethod,
) -> Result<Response, OAuthError> {
    if client.is_public() {
        return Err(OAuthError::new("unauthorized_client", "a client without a secret acts for nobody else"));
    }
    if form.one("requested_token_type").is_some_and(|wanted| wanted != ACCESS_TOKEN) {
        return Err(OAuthError::invalid_request("only access tokens are issued"));
    }
    let subject = party(world, form, ["subject_token", "subject_token_type"])?;
    let subject = subject.ok_or(OAuthError::invalid_request("`subject_token` is missing"))?;
    let actor = party(world, form, ["actor_token", "actor_token_type"])?;
    // Who acted before is within (section 4.1).
    let act = match actor {
        None => subject.act.clone(),
        Some(actor) => Some(Actor { sub: actor.sub, act: subject.act.clone().map(Box::new) }),
    };

    let requested = form.one("scope");
    let possible: ScopeSet =
        subject.scope.iter().filter(|name| client.scopes.contains(name.as_str())).cloned().collect();
    let scopes = narrow(requested, &possible)?;
    let audience = audience(form, &world.api)?;
    let lifetime = Duration::from_secs(client.token_lifetime.as_secs());
    let speaker = Speaker { client_id: &client.id, sub: &subject.sub, sign_in: subject.sign_in, act: act.as_ref() };
    let end = SystemTime::now() + lifetime;
    let token = world
        .tokens
        .issue_for(speaker, audience.clone(), scopes.clone(), end, subject.project_id)
        .map_err(|_| OAuthError::server_error("the token could not be signed"))?;
    let mut body = json!({
        "access_token": token.expose(),
        "issued_token_type": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": lifetime.as_secs(),
    });
    // An empty `scope` is not legal (RFC 6749 section 3.3).
    if !scopes.is_empty() {
        body["scope"] = json!(scopes);
    }
    world.tokens.note(Issued {
        client_id: client.id,
        auth_method,
        requested: requested.map(str::to_owned),
        granted: scopes,
        audience,
    });
    Ok((no_store(), Json(body)).into_response())
}

/// What a token says of whom it speaks for, if there is one. A token that is no good is an `invalid_request` here
/// (section 2.2.2).
fn party(world: &World, form: &Form, [token, r#type]: [&str; 2]) -> Result<Option<Claims>, OAuthError> {
    match (form.one(token), form.one(r#type)) {
        (None, None) => Ok(None),
        (Some(token), Some(ACCESS_TOKEN)) => world.tokens.verify(token).map(Some).map_err(OAuthError::invalid_request),
        (Some(_), Some(_)) => Err(OAuthError::invalid_request("only access tokens are exchanged")),
        _ => Err(OAuthError::invalid_request("a token and its type go together")),
    }
}
