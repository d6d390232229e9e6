use std::{collections::HashMap, io, sync::Mutex};

use auth_core::ScopeSet;
use axum::response::Response;

use super::{SignIn, answer::Answer, unguessable};
use crate::playground::{
    client_auth::AuthMethod,
    form::Form,
    oauth_error::OAuthError,
    registry::{Fingerprint, Registration},
    world::{World, lock},
};

/// The refresh tokens that were issued. Each is good for one use, and the next of its sign-in comes with the answer.
#[derive(Default)]
pub(super) struct RefreshTokens(Mutex<HashMap<Fingerprint, RefreshToken>>);

struct RefreshToken {
    sign_in: SignIn,
    is_used: bool,
}

/// Why a refresh token is not taken.
enum Refused {
    Unknown,
    /// The user did not consent to these scopes.
    Excess,
    /// It was used before, so that someone has it who should not (RFC 9700 section 4.14.2).
    Reused(u64),
}

impl RefreshTokens {
    pub(super) fn issue(&self, sign_in: SignIn) -> io::Result<String> {
        let token = unguessable()?;
        lock(&self.0).insert(Fingerprint::of(&token), RefreshToken { sign_in, is_used: false });
        Ok(token)
    }

    /// The sign-in that a token belongs to, if it is this client's. Whether or not it was used.
    pub(super) fn sign_in_of(&self, token: &str, client: &str) -> Option<u64> {
        let tokens = lock(&self.0);
        let token = tokens.get(&Fingerprint::of(token)).filter(|token| token.sign_in.client_id == client);
        token.map(|token| token.sign_in.number)
    }

    /// Forgets every token of a sign-in.
    pub(super) fn end(&self, number: u64) {
        lock(&self.0).retain(|_, token| token.sign_in.number != number);
    }

    /// The sign-in, if the client may have an answer with these scopes, for this once.
    fn spend(&self, token: &str, client: &str, wanted: Option<&ScopeSet>) -> Result<SignIn, Refused> {
        let mut tokens = lock(&self.0);
        let token = tokens.get_mut(&Fingerprint::of(token)).filter(|token| token.sign_in.client_id == client);
        let token = token.ok_or(Refused::Unknown)?;
        if token.is_used {
            return Err(Refused::Reused(token.sign_in.number));
        }
        if wanted.is_some_and(|wanted| !wanted.difference(&token.sign_in.scopes).is_empty()) {
            return Err(Refused::Excess);
        }
        token.is_used = true;
        Ok(token.sign_in.clone())
    }
}

/// `grant_type=refresh_token` (RFC 6749 section 6).
pub(in crate::playground) fn refresh(
    world: &World,
    form: &Form,
    client: &Registration,
    auth_method: AuthMethod,
) -> Result<Response, OAuthError> {
    let token = form.one("refresh_token").ok_or(OAuthError::invalid_request("`refresh_token` is missing"))?;
    let wanted = form.one("scope").map(str::parse::<ScopeSet>).transpose();
    let wanted = wanted.map_err(|_| OAuthError::invalid_scope("`scope` is not a list of scopes"))?;
    let tokens = &world.sign_ins.refresh_tokens;
    let sign_in = tokens.spend(token, &client.id, wanted.as_ref()).map_err(|refused| match refused {
        Refused::Unknown => OAuthError::invalid_grant("the refresh token is not known, or no longer"),
        Refused::Excess => OAuthError::invalid_scope("the user did not consent to these scopes"),
        Refused::Reused(number) => {
            world.tokens.end_sign_in(number);
            tokens.end(number);
            OAuthError::invalid_grant("the refresh token was used before, and the sign-in has ended")
        }
    })?;
    let next = tokens.issue(sign_in.clone()).map_err(|_| OAuthError::server_error("the token could not be made"))?;
    let scopes = wanted.unwrap_or_else(|| sign_in.scopes.clone());
    let requested = form.one("scope").map(str::to_owned);
    Answer { world, client, auth_method, sign_in: &sign_in, requested }.renew(scopes, next)
}
