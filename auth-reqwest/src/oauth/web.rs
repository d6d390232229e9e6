//! A web front end whose users sign in at its back end, for [axum]: the browser gets a cookie, and never a token.
//!
//! [`WebSignIn`] brings the routes to sign in and out, and [`SignedIn`] is the extractor of the handlers that need a user:
//!
//! ```no_run
//! use auth_core::Scope;
//! use auth_reqwest::oauth::{
//!     AuthorizationCode, ClientAuthentication, ClientRegistration,
//!     web::{SignedIn, WebSignIn},
//! };
//! use axum::{Router, routing::get};
//!
//! #[derive(Scope)]
//! #[scope("model:read")]
//! struct ModelRead;
//!
//! # async fn example() -> Result<Router, Box<dyn std::error::Error>> {
//! let registration = ClientRegistration::builder("viewer-web")
//!     .authentication(ClientAuthentication::secret("s3cret"))
//!     .discover("https://iam.example.com")
//!     .await?;
//! let flow = AuthorizationCode::new(&registration, "https://app.example.com/auth/callback").grant::<ModelRead>();
//! let sign_in = WebSignIn::builder(flow).build()?;
//!
//! let app = Router::new()
//!     .route("/", get(async |user: SignedIn| format!("{:?}", user.session().scopes())))
//!     .merge(sign_in.router())
//!     .with_state(sign_in);
//! # Ok(app)
//! # }
//! ```
//!
//! # Routes
//!
//! They stand beside the redirect URI, here under `/auth`:
//!
//! | route | what it does |
//! |---|---|
//! | `GET /auth/sign-in?return_to=/models` | sends the browser to the authorization server |
//! | `GET /auth/callback` | takes its answer, begins the session, and sends the browser to `return_to` |
//! | `GET /auth/session` | tells the page's script who has signed in and which scopes were granted, in JSON |
//! | `POST /auth/sign-out` | ends the session, revokes its tokens, and sends the browser away |
//!
//! # Security
//!
//! - Tokens stay at the back end. What a page needs to call an API by itself is a token of its own with fewer scopes.
//! - Cookies are `HttpOnly` and `SameSite=Lax`, and `Secure` with the prefix `__Host-` unless the redirect URI is one on
//!   loopback. Their values are random, and those of sessions are never chosen by a browser: each sign-in has a new one.
//! - A sign-in is completed in the browser that began it, so that nobody is signed in as someone else (login CSRF). There
//!   is a limit to those that have begun, beyond which the oldest is forgotten.
//! - A request that changes something (any but `GET`, `HEAD`, `OPTIONS`) or opens a WebSocket finds its user only if it comes
//!   from a page of the same origin, by `Sec-Fetch-Site` or `Origin`. Other handlers of `GET` are to change nothing.
//! - `return_to` leads to a path of the application, or is ignored.
//! - Sessions end after a time, and earlier when they are not used; to ask for `/auth/session` is no use of them. They are
//!   in the memory of this process: when it ends, users sign in anew, and several processes have to be sent the same users.
//!   Tokens are revoked when a user signs out or in anew, and not when a session ends by itself.

use std::{fmt, sync::Arc};

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use http::HeaderValue;

use super::{AuthorizationCode, SignInError};

mod builder;
mod cookie;
mod id;
mod page;
mod pending;
mod return_to;
mod routes;
mod same_origin;
mod sessions;
mod signed_in;

pub use builder::WebSignInBuilder;
pub use signed_in::{NotSignedIn, SignedIn};

use cookie::CookieName;
use pending::PendingSignIns;
use return_to::ReturnTo;
use sessions::Sessions;

/// Where users sign in and out, and what is known of those who have; see the [module](self).
///
/// Cheap to clone; clones are the same. As (a part of) the state of the application's router, it lets handlers have a
/// [`SignedIn`].
#[derive(Clone)]
pub struct WebSignIn(Arc<Inner>);

struct Inner {
    flow: AuthorizationCode,
    paths: Paths,
    /// What browsers say as `Origin` of the application's pages.
    origin: String,
    session_cookie: CookieName,
    pending_cookie: CookieName,
    pending: PendingSignIns,
    sessions: Sessions,
    post_logout_redirect_uri: Option<String>,
    error_page: Option<Box<ErrorPage>>,
}

/// What is shown instead when nobody is signed in.
type ErrorPage = dyn Fn(&SignInError) -> Response + Send + Sync;

struct Paths {
    callback: String,
    session: String,
    sign_in: String,
    sign_out: String,
}

impl WebSignIn {
    /// Begins with the flow. Its redirect URI says where the routes are; each sign-in keeps its refresh token in memory.
    pub fn builder(flow: AuthorizationCode) -> WebSignInBuilder {
        WebSignInBuilder::new(flow)
    }

    /// The routes, to be merged into the application's router, whatever its state.
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let Paths { callback, session, sign_in, sign_out } = &self.0.paths;
        Router::new()
            .route(sign_in, get(routes::sign_in))
            .route(callback, get(routes::callback))
            .route(session, get(routes::session))
            .route(sign_out, post(routes::sign_out))
            .with_state(self.clone())
    }

    /// The path to sign in at, for a link. The browser comes back to `return_to`, a path of the application.
    #[must_use]
    pub fn sign_in_path(&self, return_to: &str) -> String {
        ReturnTo::read(return_to).query_of(&self.0.paths.sign_in)
    }

    /// The path that a form to sign out posts to.
    #[must_use]
    pub fn sign_out_path(&self) -> &str {
        &self.0.paths.sign_out
    }
}

impl fmt::Debug for WebSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSignIn")
            .field("flow", &self.0.flow)
            .field("pending", &self.0.pending)
            .field("sessions", &self.0.sessions)
            .finish_non_exhaustive()
    }
}

/// What a secret goes out in: no log is to show it.
fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}
