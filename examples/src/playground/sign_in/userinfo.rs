use std::sync::Arc;

use auth_core::ScopeSet;
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use super::users;
use crate::playground::{api::email, challenge::Challenge, guard::bearer_token, oauth_error::no_store, world::World};

/// The `UserInfo` endpoint (OpenID Connect Core section 5.3).
pub(super) async fn userinfo(State(world): State<Arc<World>>, headers: HeaderMap) -> Response {
    let claims =
        match bearer_token(&headers).and_then(|token| world.tokens.verify(token).map_err(Challenge::InvalidToken)) {
            Ok(claims) => claims,
            Err(challenge) => return challenge.into_response(),
        };
    if !claims.scope.contains("openid") {
        let challenge = HeaderValue::from_static(r#"Bearer error="insufficient_scope", scope="openid""#);
        return (StatusCode::FORBIDDEN, [(header::WWW_AUTHENTICATE, challenge)]).into_response();
    }
    (no_store(), Json(claims_about(&claims.sub, &claims.scope))).into_response()
}

/// What the scopes let be known of a user (OpenID Connect Core section 5.4).
pub(super) fn claims_about(user: &str, scopes: &ScopeSet) -> Map<String, Value> {
    let mut claims = Map::from_iter([("sub".to_owned(), json!(user))]);
    if let Some(account) = users::named(user).filter(|_| scopes.contains("profile")) {
        claims.insert("name".into(), json!(account.full_name));
        claims.insert("preferred_username".into(), json!(account.name));
    }
    if scopes.contains("email") {
        claims.insert("email".into(), json!(email(user)));
        claims.insert("email_verified".into(), json!(true));
    }
    claims
}
