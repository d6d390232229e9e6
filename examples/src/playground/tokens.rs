use std::{
    collections::HashSet,
    io,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use auth_core::{ScopeSet, Secret};
use jsonwebtoken::{Algorithm, Validation, errors, jwk::JwkSet};
use serde::{Deserialize, Serialize};

use super::{Actor, client_auth::AuthMethod, keys::SigningKey, world::lock};

/// RFC 9068 section 2.1: so that no other JWT of the same issuer passes for an access token.
const ACCESS_TOKEN: &str = "at+jwt";

/// A token that was issued at the token endpoint.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Issued {
    /// Who asked.
    pub client_id: String,
    /// How the client proved who it is.
    pub auth_method: AuthMethod,
    /// The parameter `scope`, if there was one.
    pub requested: Option<String>,
    /// The scopes that were granted.
    pub granted: ScopeSet,
    /// Whom the token is meant for.
    pub audience: Vec<String>,
}

/// The claims of an access token (RFC 9068 section 2.2).
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Claims {
    iss: String,
    aud: Vec<String>,
    pub(super) sub: String,
    pub(super) client_id: String,
    iat: u64,
    exp: u64,
    pub(super) jti: String,
    pub(super) scope: ScopeSet,
    /// The one project that the token opens, as with BIMData's project access tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) project_id: Option<u64>,
    /// The sign-in that the token came of, if a user's, with which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sign_in: Option<u64>,
    /// Who acts, if it is not `sub` (RFC 8693 section 4.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) act: Option<Actor>,
}

/// What matters of an ID token that comes back (OpenID Connect RP-Initiated Logout section 2).
#[derive(Clone, Deserialize)]
pub(super) struct IdTokenHint {
    pub(super) aud: String,
    pub(super) sub: String,
}

/// Whom a token speaks for.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub(super) client_id: &'a str,
    /// The user, or the client itself.
    pub(super) sub: &'a str,
    pub(super) sign_in: Option<u64>,
    /// Who acts for `sub`.
    pub(super) act: Option<&'a Actor>,
}

/// Issues tokens, checks and revokes them.
pub(super) struct Tokens {
    key: SigningKey,
    issuer: String,
    validation: Validation,
    /// The number of the next token.
    next: AtomicU64,
    /// Tokens with a smaller number are revoked.
    first_valid: AtomicU64,
    revoked: Mutex<HashSet<String>>,
    ended_sign_ins: Mutex<HashSet<u64>>,
    issued: Mutex<Vec<Issued>>,
}

impl Tokens {
    pub(super) fn new(issuer: String, audience: String) -> io::Result<Self> {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.leeway = 0;
        // A token is dead "on or after" the moment `exp` (RFC 7519 section 4.1.4), not only after it.
        validation.reject_tokens_expiring_in_less_than = 1;
        validation.iss = Some(HashSet::from([issuer.clone()]));
        validation.aud = Some(HashSet::from([audience]));
        validation.set_required_spec_claims(&["aud", "exp", "iss", "sub"]);
        Ok(Self {
            key: SigningKey::generate()?,
            issuer,
            validation,
            next: AtomicU64::new(0),
            first_valid: AtomicU64::new(0),
            revoked: Mutex::default(),
            ended_sign_ins: Mutex::default(),
            issued: Mutex::default(),
        })
    }

    /// Makes a token that ends at a moment; lives up to a second longer, because `exp` counts whole seconds.
    pub(super) fn issue(
        &self,
        client_id: &str,
        audience: Vec<String>,
        scope: ScopeSet,
        end: SystemTime,
        project_id: Option<u64>,
    ) -> errors::Result<Secret> {
        let speaker = Speaker { client_id, sub: client_id, sign_in: None, act: None };
        self.issue_for(speaker, audience, scope, end, project_id)
    }

    /// Makes a token that speaks for a user, or for whom it may be.
    pub(super) fn issue_for(
        &self,
        speaker: Speaker<'_>,
        audience: Vec<String>,
        scope: ScopeSet,
        end: SystemTime,
        project_id: Option<u64>,
    ) -> errors::Result<Secret> {
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: audience,
            sub: speaker.sub.to_owned(),
            client_id: speaker.client_id.to_owned(),
            iat: since_epoch(SystemTime::now()).as_secs(),
            exp: since_epoch(end + Duration::from_nanos(999_999_999)).as_secs(),
            jti: self.next.fetch_add(1, Ordering::Relaxed).to_string(),
            scope,
            project_id,
            sign_in: speaker.sign_in,
            act: speaker.act.cloned(),
        };
        self.key.sign(ACCESS_TOKEN, &claims).map(Secret::new)
    }

    /// The claims of a token, if it is one of ours, for this API, alive and not revoked; else what is wrong with it.
    pub(super) fn verify(&self, token: &str) -> Result<Claims, &'static str> {
        let token = self.key.verify::<Claims>(token, &self.validation).map_err(|error| match error.kind() {
            errors::ErrorKind::ExpiredSignature => "the access token has expired",
            errors::ErrorKind::InvalidAudience => "the access token is meant for someone else",
            _ => "the access token is malformed or not from here",
        })?;
        if token.header.typ.as_deref() != Some(ACCESS_TOKEN) {
            return Err("this is not an access token");
        }
        let claims = token.claims;
        let number = claims.jti.parse::<u64>().ok();
        let is_revoked = number < Some(self.first_valid.load(Ordering::Relaxed))
            || lock(&self.revoked).contains(&claims.jti)
            || claims.sign_in.is_some_and(|sign_in| lock(&self.ended_sign_ins).contains(&sign_in));
        if is_revoked { Err("the access token was revoked") } else { Ok(claims) }
    }

    /// Revokes one token.
    pub(super) fn revoke(&self, claims: Claims) {
        lock(&self.revoked).insert(claims.jti);
    }

    /// Revokes every token that came of a sign-in.
    pub(super) fn end_sign_in(&self, number: u64) {
        lock(&self.ended_sign_ins).insert(number);
    }

    /// Signs a JWT which is no access token.
    pub(super) fn sign<C: Serialize>(&self, claims: &C) -> errors::Result<Secret> {
        self.key.sign("JWT", claims).map(Secret::new)
    }

    /// Whom an ID token of ours was issued to, and about whom. It may have expired, and is not a proof of who sends it.
    pub(super) fn read_id_token(&self, token: &str) -> Option<IdTokenHint> {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.iss = Some(HashSet::from([self.issuer.clone()]));
        validation.set_required_spec_claims(&["aud", "iss", "sub"]);
        let token = self.key.verify::<IdTokenHint>(token, &validation).ok()?;
        (token.header.typ.as_deref() != Some(ACCESS_TOKEN)).then_some(token.claims)
    }

    pub(super) fn revoke_all(&self) {
        self.first_valid.store(self.next.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    pub(super) const fn key_set(&self) -> &JwkSet {
        self.key.set()
    }

    pub(super) fn note(&self, issued: Issued) {
        lock(&self.issued).push(issued);
    }

    pub(super) fn issued(&self) -> Vec<Issued> {
        lock(&self.issued).clone()
    }
}

pub(super) fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    fn tokens() -> Tokens {
        Tokens::new("http://issuer".into(), "http://api".into()).unwrap()
    }

    fn issue(tokens: &Tokens, audience: &str, end: SystemTime) -> Secret {
        tokens.issue("viewer", vec![audience.into()], "model:read".parse().unwrap(), end, None).unwrap()
    }

    #[test]
    fn a_token_says_who_and_what_until_it_ends() {
        let tokens = tokens();
        let claims = tokens.verify(issue(&tokens, "http://api", SystemTime::now() + LONG).expose()).unwrap();
        assert_eq!((claims.client_id.as_str(), claims.scope.to_string().as_str()), ("viewer", "model:read"));
        let dead = issue(&tokens, "http://api", SystemTime::now() - Duration::from_secs(1));
        assert_eq!(tokens.verify(dead.expose()).unwrap_err(), "the access token has expired");
    }

    #[test]
    fn a_token_for_another_audience_of_another_issuer_or_type_is_refused() {
        let tokens = tokens();
        let alive = SystemTime::now() + LONG;
        let elsewhere = issue(&tokens, "http://other", alive);
        assert_eq!(tokens.verify(elsewhere.expose()).unwrap_err(), "the access token is meant for someone else");

        let forged = issue(&Tokens::new("http://issuer".into(), "http://api".into()).unwrap(), "http://api", alive);
        assert!(tokens.verify(forged.expose()).unwrap_err().contains("not from here"));

        let claims = tokens.verify(issue(&tokens, "http://api", alive).expose()).unwrap();
        let plain = tokens.key.sign("JWT", &claims).unwrap();
        assert_eq!(tokens.verify(&plain).unwrap_err(), "this is not an access token");
    }

    #[test]
    fn revoking_ends_the_tokens_that_exist_and_not_those_to_come() {
        let tokens = tokens();
        let before = issue(&tokens, "http://api", SystemTime::now() + LONG);
        tokens.revoke_all();
        let after = issue(&tokens, "http://api", SystemTime::now() + LONG);
        assert_eq!(tokens.verify(before.expose()).unwrap_err(), "the access token was revoked");
        assert!(tokens.verify(after.expose()).is_ok());
    }
}
