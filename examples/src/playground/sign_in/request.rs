use std::time::Duration;

use auth_core::ScopeSet;

use super::{
    OPENID_SCOPES,
    redirect::{ReturnTo, is_registered},
};
use crate::playground::{form::Form, oauth_error::OAuthError, registry::Registration, token::audience, world::World};

/// What a client asks a user for.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) client_id: String,
    /// Only those that the client may have at all.
    pub(super) scopes: ScopeSet,
    /// As they were asked for.
    pub(super) requested: Option<String>,
    pub(super) audience: Vec<String>,
    pub(super) login_hint: Option<String>,
    pub(super) prompts: Vec<String>,
    /// How long ago the user may have signed in.
    pub(super) max_age: Option<Duration>,
    pub(super) answer_to: AnswerTo,
}

/// Who waits for the answer.
#[derive(Clone)]
pub(super) enum AnswerTo {
    Browser(CodeRequest),
    /// The device with this device code.
    Device(String),
}

/// What belongs to the flow with a code.
#[derive(Clone)]
pub(super) struct CodeRequest {
    pub(super) return_to: ReturnTo,
    pub(super) nonce: Option<String>,
    /// RFC 7636 section 4.3.
    pub(super) code_challenge: String,
}

/// Why there is no page to sign in.
pub(super) enum Refusal {
    /// Nobody knows where the browser should be sent back to, so the user is told.
    Tell(&'static str),
    Return(ReturnTo, OAuthError),
}

impl Request {
    pub(super) fn by_code(world: &World, form: &Form) -> Result<Self, Refusal> {
        let client = form.one("client_id").and_then(|id| world.registry().client(id).cloned());
        let client = client.ok_or(Refusal::Tell("There is no such client."))?;
        let uri = form.one("redirect_uri").filter(|uri| is_registered(&client.redirect_uris, uri));
        let uri = uri.ok_or(Refusal::Tell("The client has no such redirect URI."))?.to_owned();
        let return_to = ReturnTo { uri, state: form.one("state").map(str::to_owned) };
        let read = code_request(form, return_to.clone())
            .and_then(|code_request| Self::read(world, form, &client, AnswerTo::Browser(code_request)));
        read.map_err(|error| Refusal::Return(return_to, error))
    }

    /// The parameters that both flows have.
    pub(super) fn read(
        world: &World,
        form: &Form,
        client: &Registration,
        answer_to: AnswerTo,
    ) -> Result<Self, OAuthError> {
        let max_age = form.one("max_age").map(str::parse).transpose();
        let max_age = max_age.map_err(|_| OAuthError::invalid_request("`max_age` is not a number of seconds"))?;
        Ok(Self {
            client_id: client.id.clone(),
            scopes: scopes(form.one("scope"), client)?,
            requested: form.one("scope").map(str::to_owned),
            audience: audience(form, &world.api)?,
            login_hint: form.one("login_hint").map(str::to_owned),
            prompts: prompts(form)?,
            max_age: max_age.map(Duration::from_secs),
            answer_to,
        })
    }

    pub(super) fn has_prompt(&self, prompt: &str) -> bool {
        self.prompts.iter().any(|other| other == prompt)
    }
}

fn code_request(form: &Form, return_to: ReturnTo) -> Result<CodeRequest, OAuthError> {
    match form.one("response_type") {
        Some("code") => {}
        Some(_) => return Err(OAuthError::new("unsupported_response_type", "only `code` is served")),
        None => return Err(OAuthError::invalid_request("`response_type` is missing")),
    }
    if form.one("response_mode").is_some_and(|mode| mode != "query") {
        return Err(OAuthError::invalid_request("only the `response_mode` `query` is served"));
    }
    if form.one("request").is_some() {
        return Err(OAuthError::new("request_not_supported", "request objects are not read"));
    }
    // RFC 9700 section 2.1.1: without PKCE there is no code, and `plain` protects from nobody who reads the request.
    let challenge = match (form.one("code_challenge"), form.one("code_challenge_method")) {
        (Some(challenge), Some("S256")) if challenge.len() == 43 => challenge.to_owned(),
        _ => return Err(OAuthError::invalid_request("a `code_challenge` by the method `S256` is needed")),
    };
    Ok(CodeRequest { return_to, nonce: form.one("nonce").map(str::to_owned), code_challenge: challenge })
}

fn prompts(form: &Form) -> Result<Vec<String>, OAuthError> {
    let prompts: Vec<String> = form.one("prompt").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    if prompts.len() > 1 && prompts.iter().any(|prompt| prompt == "none") {
        return Err(OAuthError::invalid_request("`none` stands alone in `prompt`"));
    }
    Ok(prompts)
}

/// What the client may have of what it asks for.
fn scopes(requested: Option<&str>, client: &Registration) -> Result<ScopeSet, OAuthError> {
    let requested: ScopeSet = match requested {
        Some(list) => list.parse().map_err(|_| OAuthError::invalid_scope("`scope` is not a list of scopes"))?,
        None => client.scopes.clone(),
    };
    let may_have = |name: &str| client.scopes.contains(name) || OPENID_SCOPES.contains(&name);
    let scopes: ScopeSet = requested.into_iter().filter(|name| may_have(name.as_str())).collect();
    if scopes.is_empty() {
        return Err(OAuthError::invalid_scope("the client may have none of these scopes"));
    }
    Ok(scopes)
}
