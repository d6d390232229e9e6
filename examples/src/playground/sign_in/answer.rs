use std::time::{Duration, SystemTime};

use auth_core::ScopeSet;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::{SignIn, userinfo::claims_about};
use crate::playground::{
    client_auth::AuthMethod,
    oauth_error::{OAuthError, no_store},
    registry::Registration,
    tokens::{Issued, Speaker, since_epoch},
    world::World,
};

/// For how long an ID token is to be believed.
const ID_TOKEN_LIFETIME: Duration = Duration::from_mins(5);

/// The answer of the token endpoint to a client that speaks for a user.
pub(super) struct Answer<'a> {
    pub(super) world: &'a World,
    pub(super) client: &'a Registration,
    pub(super) auth_method: AuthMethod,
    pub(super) sign_in: &'a SignIn,
    pub(super) requested: Option<String>,
}

impl Answer<'_> {
    /// The first answer, with an ID token and a refresh token, if they were asked for and consented to.
    pub(super) fn begin(self, nonce: Option<String>) -> Result<Response, OAuthError> {
        let sign_in = self.sign_in;
        let mut body = self.access_token(sign_in.scopes.clone())?;
        if sign_in.scopes.contains("openid") {
            body.insert("id_token".into(), self.id_token(nonce)?);
        }
        if sign_in.scopes.contains("offline_access") {
            let token = self.world.sign_ins.refresh_tokens.issue(sign_in.clone()).map_err(|_| NOT_MADE)?;
            body.insert("refresh_token".into(), token.into());
        }
        Ok((no_store(), Json(body)).into_response())
    }

    /// A later answer, to a refresh token, with the next one.
    pub(super) fn renew(self, scopes: ScopeSet, refresh_token: String) -> Result<Response, OAuthError> {
        let mut body = self.access_token(scopes)?;
        body.insert("refresh_token".into(), refresh_token.into());
        Ok((no_store(), Json(body)).into_response())
    }

    fn access_token(&self, scopes: ScopeSet) -> Result<Map<String, Value>, OAuthError> {
        let lifetime = Duration::from_secs(self.client.token_lifetime.as_secs());
        let SignIn { number, user, audience, .. } = self.sign_in;
        let speaker = Speaker { client_id: &self.client.id, sub: user, sign_in: Some(*number), act: None };
        let end = SystemTime::now() + lifetime;
        let token = self.world.tokens.issue_for(speaker, audience.clone(), scopes.clone(), end, None);
        let token = token.map_err(|_| NOT_MADE)?;
        let body = [
            ("access_token", json!(token.expose())),
            ("token_type", json!("Bearer")),
            ("expires_in", json!(lifetime.as_secs())),
            ("scope", json!(scopes)),
        ];
        self.world.tokens.note(Issued {
            client_id: self.client.id.clone(),
            auth_method: self.auth_method,
            requested: self.requested.clone(),
            granted: scopes,
            audience: audience.clone(),
        });
        Ok(body.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// OpenID Connect Core section 2.
    fn id_token(&self, nonce: Option<String>) -> Result<Value, OAuthError> {
        let seconds = |time| since_epoch(time).as_secs();
        let now = SystemTime::now();
        let mut claims = claims_about(&self.sign_in.user, &self.sign_in.scopes);
        claims.insert("iss".into(), json!(self.world.issuer));
        claims.insert("aud".into(), json!(self.client.id));
        claims.insert("iat".into(), json!(seconds(now)));
        claims.insert("exp".into(), json!(seconds(now + ID_TOKEN_LIFETIME)));
        claims.insert("auth_time".into(), json!(seconds(self.sign_in.auth_time)));
        claims.extend(nonce.map(|nonce| ("nonce".to_owned(), json!(nonce))));
        let token = self.world.tokens.sign(&claims).map_err(|_| NOT_MADE)?;
        Ok(json!(token.expose()))
    }
}

const NOT_MADE: OAuthError = OAuthError::server_error("the token could not be made");
