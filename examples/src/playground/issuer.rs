use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    middleware::from_fn_with_state,
    routing::{any, get, post},
};
use bimdata::scopes::SCOPES;
use jsonwebtoken::jwk::JwkSet;
use serde_json::{Value, json};

use super::{
    client_auth::AuthMethod, echo::echo, script::play_issuer, sign_in, start_page, token,
    token_exchange::TOKEN_EXCHANGE, world::World,
};

const JWKS: &str = "/jwks";
pub(super) const TOKEN: &str = "/token";

/// The authorization server.
pub(super) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/", get(start_page::issuer))
        .route("/.well-known/oauth-authorization-server", get(metadata))
        .route("/.well-known/openid-configuration", get(metadata))
        .route(JWKS, get(jwks))
        .route(TOKEN, post(token::token))
        .route("/echo", any(echo))
        .merge(sign_in::router())
        .layer(from_fn_with_state(Arc::clone(&world), play_issuer))
        .with_state(world)
}

pub(super) fn endpoint(world: &World, path: &str) -> String {
    [&world.issuer, path].concat()
}

/// RFC 8414 section 2, and OpenID Connect Discovery section 3.
async fn metadata(State(world): State<Arc<World>>) -> Json<Value> {
    let mut description = describe(&world);
    sign_in::describe(&world, &mut description);
    Json(description)
}

fn describe(world: &World) -> Value {
    json!({
        "issuer": world.issuer,
        "token_endpoint": endpoint(world, TOKEN),
        "jwks_uri": endpoint(world, JWKS),
        "grant_types_supported": ["client_credentials", TOKEN_EXCHANGE],
        "scopes_supported": scopes(),
        "service_documentation": endpoint(world, "/"),
        "token_endpoint_auth_methods_supported": AuthMethod::ALL.map(AuthMethod::as_str),
    })
}

fn scopes() -> Vec<&'static str> {
    SCOPES.iter().map(|scope| scope.name()).collect()
}

async fn jwks(State(world): State<Arc<World>>) -> Json<JwkSet> {
    Json(world.tokens.key_set().clone())
}
