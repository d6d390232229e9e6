use std::iter;

use auth_core::{ScopeName, lifecycle::MemoryStore};
use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::json;

use super::{NotSignedIn, ReturnTo, SignedIn, WebSignIn, id::Id, page, pending, sensitive, sessions::Found};
use crate::oauth::{Claims, Session, SignInError, session::end_session_url};

/// Sends the browser to the authorization server.
pub(super) async fn sign_in(State(web): State<WebSignIn>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let query = query.unwrap_or_default();
    let return_to = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "return_to");
    let return_to = ReturnTo::read(&return_to.map(|(_, value)| value).unwrap_or_default());
    match web.begin(&headers, return_to).await {
        Ok(response) => response,
        Err(error) => web.refuse(&error),
    }
}

/// Takes the answer of the authorization server.
pub(super) async fn callback(State(web): State<WebSignIn>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    match web.complete(&headers, &format!("?{}", query.unwrap_or_default())).await {
        Ok(response) => response,
        Err(error) => web.refuse(&error),
    }
}

/// Tells a script of the page who has signed in.
pub(super) async fn session(State(web): State<WebSignIn>, headers: HeaderMap) -> impl IntoResponse {
    let found = web.0.session_cookie.read(&headers).and_then(|id| web.0.sessions.look(&id));
    let body = found.map_or_else(
        || json!({ "signed_in": false }),
        |Found { session, remaining, .. }| {
            let claims = session.identity();
            json!({
                "signed_in": true,
                "sub": claims.as_ref().map(Claims::subject),
                "name": claims.as_ref().and_then(Claims::name),
                "scopes": session.scopes().map(|scopes| scopes.iter().map(ScopeName::to_string).collect::<Vec<_>>()),
                "expires_in": remaining.as_secs(),
            })
        },
    );
    let json = HeaderValue::from_static("application/json");
    ([(header::CACHE_CONTROL, NO_STORE), (header::CONTENT_TYPE, json)], body.to_string())
}

/// Ends the session, whatever the authorization server says to that.
pub(super) async fn sign_out(State(web): State<WebSignIn>, user: Result<SignedIn, NotSignedIn>) -> Response {
    let user = match user {
        Ok(user) => Some(user),
        Err(NotSignedIn::ForeignPage) => return NotSignedIn::ForeignPage.into_response(),
        Err(_) => None,
    };
    let location = web.0.post_logout_redirect_uri.as_deref().and_then(|uri| match &user {
        Some(user) => user.session().end_session_url(Some(uri), None),
        // Whose session has ended here may still be signed in there, where the user is asked then.
        None => end_session_url(web.0.flow.registration(), None, Some(uri), None),
    });
    if let Some(session) = user.and_then(|user| web.0.sessions.end(user.id())) {
        sign_out_of(session);
    }
    let mut response = see_other(location.as_deref().unwrap_or("/"));
    response.headers_mut().extend(web.0.session_cookie.remove().map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

/// Has the tokens revoked that the session had. Nobody waits for it: nobody can use the session any more, and where they
/// cannot be revoked they live on at most for their lifetime.
fn sign_out_of(session: Session) {
    tokio::spawn(async move { session.sign_out().await });
}

impl WebSignIn {
    async fn begin(&self, headers: &HeaderMap, return_to: ReturnTo) -> Result<Response, SignInError> {
        // A store of its own for each: they are different users.
        let pending = self.0.flow.clone().store(MemoryStore::new()).start().await?;
        let known = self.0.pending.of(&self.0.pending_cookie.read_each(headers));
        let browser = known.into_iter().next().map_or_else(Id::random, Ok)?;
        let cookie = self.0.pending_cookie.of(&browser).set_for(&browser, pending::LIFETIME);
        let mut response = see_other(pending.url());
        response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
        self.0.pending.begin(browser, pending, return_to);
        Ok(response)
    }

    async fn complete(&self, headers: &HeaderMap, callback: &str) -> Result<Response, SignInError> {
        let browser = self.0.pending_cookie.read_each(headers);
        let answered = self.0.pending.answered(&browser, callback);
        let reason = "this browser has not begun it, or too long ago, or it was answered before";
        let (pending, return_to) = answered.ok_or(SignInError::ForeignCallback { reason })?;
        let session = pending.complete(callback).await?;

        let id = Id::random()?;
        let mut response = see_other(return_to.path());
        let under_way = self.0.pending.of(&browser);
        let of_no_use = browser.difference(&under_way).map(|id| self.0.pending_cookie.of(id).remove());
        for cookie in iter::once(self.0.session_cookie.set(&id)).chain(of_no_use).flatten() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        self.0.sessions.begin(id, session);
        if let Some(former) = self.0.session_cookie.read(headers).and_then(|id| self.0.sessions.end(&id)) {
            sign_out_of(former);
        }
        Ok(response)
    }

    fn refuse(&self, error: &SignInError) -> Response {
        match &self.0.error_page {
            Some(page) => page(error),
            None => page::refusal(error, &self.0.paths.sign_in).into_response(),
        }
    }
}

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// A redirect by `GET`, which leaves no trace of where it came from: that was a URL with a code.
fn see_other(location: &str) -> Response {
    let Some(location) = sensitive(location) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, NO_STORE),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}
