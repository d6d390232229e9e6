use std::{convert::Infallible, fmt, sync::PoisonError, time::Duration};

use axum::{
    extract::{FromRef, FromRequestParts, OptionalFromRequestParts, OriginalUri},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};
use thiserror::Error;

use super::{WebSignIn, id::Id, same_origin, sessions::Found};
use crate::oauth::Session;

const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// The user whom a request comes from: an extractor, for routers whose state has a [`WebSignIn`].
///
/// Without a user, a browser that opens a page is sent to sign in, and comes back; other requests are answered with 401. A
/// request that changes something or opens a WebSocket, and comes from a page of another origin, is answered with 403. As
/// `Option<SignedIn>` it lets both pass, as nobody.
pub struct SignedIn {
    id: Id,
    found: Found,
}

impl SignedIn {
    /// Who it is, and the tokens to call APIs with.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.found.session
    }

    /// How long the session lasts at most. It ends earlier when it is not used.
    #[must_use]
    pub const fn remaining(&self) -> Duration {
        self.found.remaining
    }

    /// What the application keeps for this user, such as a client of its API: made when it is asked for first, and dropped
    /// with the session. There is one of each type. `make` is not to call `keep`: it would wait for itself.
    ///
    /// ```no_run
    /// use auth_core::Grant;
    /// use auth_reqwest::{Client, ConfigurationError, oauth::web::SignedIn};
    ///
    /// fn api<G: Grant>(user: &SignedIn) -> Result<Client<G>, ConfigurationError> {
    ///     user.keep(|session| Client::builder("https://api.example.com").session(session).build())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `make`.
    pub fn keep<T, E>(&self, make: impl FnOnce(&Session) -> Result<T, E>) -> Result<T, E>
    where
        T: Clone + Send + Sync + 'static,
    {
        let mut kept = self.found.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = kept.get::<T>() {
            return Ok(value.clone());
        }
        let value = make(self.session())?;
        kept.insert(value.clone());
        Ok(value)
    }

    pub(super) const fn id(&self) -> &Id {
        &self.id
    }

    fn of(parts: &Parts, web: &WebSignIn) -> Result<Self, NotSignedIn> {
        if !same_origin::is_own(&parts.method, &parts.headers, &web.0.origin) {
            return Err(NotSignedIn::ForeignPage);
        }
        let id = web.0.session_cookie.read(&parts.headers);
        let found = id.and_then(|id| web.0.sessions.find(&id).map(|found| Self { id, found }));
        found.ok_or_else(|| match opened_page(parts) {
            Some(path) => NotSignedIn::Page { sign_in: web.sign_in_path(&path) },
            None => NotSignedIn::Request,
        })
    }
}

/// The path of the page that a browser opens; `None` when it is a script's request.
fn opened_page(parts: &Parts) -> Option<String> {
    let navigates = match parts.headers.get(SEC_FETCH_MODE) {
        Some(mode) => mode == "navigate",
        None => accepts_html(parts),
    };
    // A router that is nested in another sees a part of the path only.
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    (parts.method == Method::GET && navigates)
        .then(|| uri.path_and_query().map_or("/", |path| path.as_str()).to_owned())
}

fn accepts_html(parts: &Parts) -> bool {
    let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

impl<S> FromRequestParts<S> for SignedIn
where
    S: Sync,
    WebSignIn: FromRef<S>,
{
    type Rejection = NotSignedIn;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, NotSignedIn> {
        Self::of(parts, &WebSignIn::from_ref(state))
    }
}

impl<S> OptionalFromRequestParts<S> for SignedIn
where
    S: Sync,
    WebSignIn: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Infallible> {
        Ok(Self::of(parts, &WebSignIn::from_ref(state)).ok())
    }
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn")
            .field("session", self.session())
            .field("remaining", &self.remaining())
            .finish_non_exhaustive()
    }
}

/// Why a request has no user.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum NotSignedIn {
    /// It would change something or open a WebSocket, and comes from a page of another origin: 403.
    #[error("the request comes from a page of another origin")]
    ForeignPage,
    /// A browser opens a page: it is sent to sign in.
    #[error("nobody has signed in with this browser")]
    Page {
        /// The path to sign in at, and to come back from.
        sign_in: String,
    },
    /// A script's request: 401.
    #[error("nobody has signed in with this browser, or the session has ended")]
    Request,
}

impl IntoResponse for NotSignedIn {
    fn into_response(self) -> Response {
        let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        match &self {
            Self::ForeignPage => (StatusCode::FORBIDDEN, no_store, self.to_string()).into_response(),
            Self::Page { sign_in } => (no_store, Redirect::to(sign_in)).into_response(),
            Self::Request => (StatusCode::UNAUTHORIZED, no_store, self.to_string()).into_response(),
        }
    }
}
