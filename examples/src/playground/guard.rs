use std::{marker::PhantomData, sync::Arc};

use auth_core::{ApiOperation, Requirement, ScopeSet};
use axum::extract::{FromRequestParts, RawPathParams};
use http::{HeaderMap, header, request::Parts};

use super::{challenge::Challenge, world::World};
use crate::bimdata::Actor;

/// Lets a request pass that may call the operation `O`: the server's half of the declaration that the client has.
///
/// An extractor, so that the signature of a handler says what it takes to get there.
pub(super) struct Guard<O> {
    pub(super) caller: Caller,
    operation: PhantomData<fn() -> O>,
}

/// Who calls, and what they may do.
pub(super) struct Caller {
    pub(super) name: String,
    /// Who acts for the caller, if someone else does.
    pub(super) act: Option<Actor>,
    scopes: ScopeSet,
    /// The one project that may be touched, if there is such a limit.
    project: Option<u64>,
}

impl<O: ApiOperation> FromRequestParts<Arc<World>> for Guard<O> {
    type Rejection = Challenge;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Challenge> {
        let requirement = Requirement::of::<O>();
        let caller = if requirement == Requirement::Public {
            Caller { name: "anyone".into(), act: None, scopes: ScopeSet::new(), project: None }
        } else {
            let caller = identify(&parts.headers, world)?;
            requirement.satisfied_by(&caller.scopes).map_err(|_| Challenge::InsufficientScope(requirement))?;
            caller
        };
        if let Some(project) = caller.project
            && project_of(parts, world).await != Some(project)
        {
            return Err(Challenge::OtherProject);
        }
        Ok(Self { caller, operation: PhantomData })
    }
}

fn identify(headers: &HeaderMap, world: &World) -> Result<Caller, Challenge> {
    match credentials(headers)? {
        (scheme, token) if scheme.eq_ignore_ascii_case("Bearer") => bearer(token, world),
        (scheme, key) if scheme.eq_ignore_ascii_case("ApiKey") => api_key(key, world),
        _ => Err(Challenge::NoCredentials),
    }
}

/// The access token of a request, where nothing else will do.
pub(super) fn bearer_token(headers: &HeaderMap) -> Result<&str, Challenge> {
    match credentials(headers)? {
        (scheme, token) if scheme.eq_ignore_ascii_case("Bearer") => Ok(token),
        _ => Err(Challenge::NoCredentials),
    }
}

/// Scheme and value of the header `Authorization`.
fn credentials(headers: &HeaderMap) -> Result<(&str, &str), Challenge> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let credentials = given.next().ok_or(Challenge::NoCredentials)?;
    if given.next().is_some() {
        return Err(Challenge::InvalidRequest("there is more than one header `Authorization`"));
    }
    let credentials = credentials.to_str().map_err(|_| Challenge::InvalidRequest("`Authorization` is not readable"))?;
    let (scheme, value) = credentials.split_once(' ').ok_or(Challenge::NoCredentials)?;
    Ok((scheme, value.trim()))
}

fn bearer(token: &str, world: &World) -> Result<Caller, Challenge> {
    let claims = world.tokens.verify(token).map_err(Challenge::InvalidToken)?;
    Ok(Caller { name: claims.sub, act: claims.act, scopes: claims.scope, project: claims.project_id })
}

fn api_key(key: &str, world: &World) -> Result<Caller, Challenge> {
    let holder = world.registry().key_holder(key).ok_or(Challenge::InvalidKey)?;
    Ok(Caller { name: holder.owner, act: None, scopes: holder.scopes, project: None })
}

/// The project that the path of a request names.
async fn project_of(parts: &mut Parts, world: &Arc<World>) -> Option<u64> {
    let path = RawPathParams::from_request_parts(parts, world).await.ok()?;
    path.iter().find(|(name, _)| *name == "project_id").and_then(|(_, value)| value.parse().ok())
}
