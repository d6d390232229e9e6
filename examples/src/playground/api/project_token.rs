use std::{sync::Arc, time::SystemTime};

use ::bimdata::{operations::CreateProjectAccessToken, types::ProjectAccessTokenRequest};
use auth_core::{ScopeName, ScopeSet};
use axum::{
    Json,
    extract::{Path, State},
    response::IntoResponse,
};
use serde_json::json;

use super::created;
use crate::playground::{
    guard::Guard, oauth_error::no_store, problem::Problem, sign_in, tokens::Speaker, world::World,
};

const NO_SUCH_USER: Problem =
    Problem::Invalid { field: "email_impersonation", complaint: "There is no user with this address." };

/// The scopes that a project access token may have.
const POSSIBLE: [&str; 6] = ["bcf:read", "bcf:write", "document:read", "document:write", "model:read", "model:write"];

/// A token for one project, which its maker hands to a browser. What it may do is up to its maker, who needs `org:manage`:
/// these scopes, whether the maker has them or not, until whenever the maker says. An API of one's own had better give no
/// more than the maker has, and not for long.
pub(super) async fn create(
    guard: Guard<CreateProjectAccessToken>,
    State(world): State<Arc<World>>,
    Path((cloud, project)): Path<(u64, u64)>,
    Json(wanted): Json<ProjectAccessTokenRequest>,
) -> Result<impl IntoResponse, Problem> {
    world.store().project_in(cloud, project).ok_or(Problem::NotFound)?;
    let scopes = scopes(&wanted.scopes)?;
    let required = Problem::Invalid { field: "expires_at", complaint: "This field is required." };
    let end = SystemTime::from(wanted.expires_at.ok_or(required)?);
    if end <= SystemTime::now() {
        return Err(Problem::Invalid { field: "expires_at", complaint: "This moment is past." });
    }
    let application = guard.caller.name;
    let sub = match &wanted.email_impersonation {
        None => application.as_str(),
        Some(address) => sign_in::user(address).ok_or(NO_SUCH_USER)?,
    };
    let speaker = Speaker { client_id: &application, sub, sign_in: None, act: None };
    let token = world
        .tokens
        .issue_for(speaker, vec![world.api.clone()], scopes.clone(), end, Some(project))
        .map_err(|_| Problem::ServerError)?;
    let body = json!({ "token": token.expose(), "scopes": scopes, "expires_at": wanted.expires_at });
    Ok((no_store(), created(body)))
}

fn scopes(wanted: &[ScopeName]) -> Result<ScopeSet, Problem> {
    let complaint = match wanted {
        [] => "This list may not be empty.",
        _ if wanted.iter().all(|scope| POSSIBLE.contains(&scope.as_str())) => {
            return Ok(wanted.iter().cloned().collect());
        }
        _ => "A project access token is for BCF, documents and models only.",
    };
    Err(Problem::Invalid { field: "scopes", complaint })
}
