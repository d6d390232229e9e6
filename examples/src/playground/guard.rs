use std::{marker::PhantomData, sync::Arc};

use auth_core::{ApiOperation, Requirement, ScopeSet};
use axum::extract::FromRequestParts;
use http::{HeaderMap, Uri, header, request::Parts};

use super::{Actor, challenge::Challenge, world::World};

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
        let caller = admit(Requirement::of::<O>(), &parts.headers, &parts.uri, world)?;
        Ok(Self { caller, operation: PhantomData })
    }
}

/// Who calls, if they may call what has this requirement.
pub(super) fn admit(
    requirement: Requirement,
    headers: &HeaderMap,
    uri: &Uri,
    world: &World,
) -> Result<Caller, Challenge> {
    if requirement == Requirement::Public {
        return Ok(Caller { name: "anyone".into(), act: None, scopes: ScopeSet::new(), project: None });
    }
    let caller = identify(headers, world)?;
    requirement.satisfied_by(&caller.scopes).map_err(|_| Challenge::InsufficientScope(requirement))?;
    if caller.project.is_some() && caller.project != project_of(uri.path()) {
        return Err(Challenge::OtherProject);
    }
    Ok(caller)
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

/// The project that a path leads into.
fn project_of(path: &str) -> Option<u64> {
    path.split('/').skip_while(|segment| !matches!(*segment, "project" | "projects")).nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::project_of;

    #[test]
    fn a_path_leads_into_one_project_or_none() {
        assert_eq!(project_of("/cloud/1/project/2/model/3"), Some(2));
        assert_eq!(project_of("/bcf/2.1/projects/2/topics"), Some(2));
        assert_eq!(project_of("/cloud/1/project"), None);
        assert_eq!(project_of("/cloud/1/project/import/2"), None);
    }
}
