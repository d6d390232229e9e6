use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};

use crate::playground::{client_auth, form::Form, oauth_error::OAuthError, world::World};

/// The revocation endpoint (RFC 7009). A token that is not known is as good as revoked.
pub(super) async fn revoke(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    match revoke_token(&world, &headers, &body) {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => error.into_response(),
    }
}

fn revoke_token(world: &World, headers: &HeaderMap, body: &[u8]) -> Result<(), OAuthError> {
    let form = Form::parse(headers, body)?;
    let (client, _) = client_auth::authenticate(&world.registry(), headers, &form)?;
    let token = form.one("token").ok_or(OAuthError::invalid_request("`token` is missing"))?;
    if let Some(number) = world.sign_ins.refresh_tokens.sign_in_of(token, &client.id) {
        world.sign_ins.refresh_tokens.end(number);
        world.tokens.end_sign_in(number);
    } else if let Ok(claims) = world.tokens.verify(token)
        && claims.client_id == client.id
    {
        world.tokens.revoke(claims);
    }
    Ok(())
}
