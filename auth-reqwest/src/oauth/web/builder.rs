use std::{fmt, sync::Arc, time::Duration};

use auth_core::{
    CredentialError, CredentialErrorKind,
    lifecycle::{Clock, SystemClock},
};
use axum::response::Response;
use reqwest::Url;

use super::{CookieName, ErrorPage, Inner, Paths, PendingSignIns, Sessions, WebSignIn};
use crate::oauth::{AuthorizationCode, SignInError, callback::RedirectUri};

/// Builds a [`WebSignIn`].
#[must_use]
pub struct WebSignInBuilder {
    flow: AuthorizationCode,
    lifetime: Duration,
    idle_time: Duration,
    pending_limit: usize,
    cookie_name: String,
    post_logout_redirect_uri: Option<String>,
    error_page: Option<Box<ErrorPage>>,
    clock: Arc<dyn Clock>,
}

impl WebSignInBuilder {
    pub(super) fn new(flow: AuthorizationCode) -> Self {
        Self {
            flow,
            lifetime: Duration::from_hours(8),
            idle_time: Duration::from_hours(1),
            pending_limit: 4096,
            cookie_name: "session".to_owned(),
            post_logout_redirect_uri: None,
            error_page: None,
            clock: Arc::new(SystemClock),
        }
    }

    /// When a session ends, counted from the sign-in: after eight hours unless this says otherwise.
    pub const fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// When a session ends that is not used: after an hour unless this says otherwise.
    pub const fn idle_time(mut self, idle_time: Duration) -> Self {
        self.idle_time = idle_time;
        self
    }

    /// How many sign-ins can be under way at a time, one at least; then the oldest is forgotten. 4096 unless this says
    /// otherwise. Each is forgotten after ten minutes anyway.
    pub const fn pending_limit(mut self, limit: usize) -> Self {
        self.pending_limit = limit;
        self
    }

    /// The name of the cookie, `session` unless this says otherwise. Those of sign-ins under way begin with it, too.
    ///
    /// Cookies do not tell ports apart: on loopback each application needs a name of its own.
    pub fn cookie_name(mut self, name: impl Into<String>) -> Self {
        self.cookie_name = name.into();
        self
    }

    /// Has users who sign out here sign out at the authorization server, too, which sends them back to this URL (OpenID
    /// Connect RP-Initiated Logout 1.0). It has to be registered there. Without a call they go to `/`.
    pub fn post_logout_redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.post_logout_redirect_uri = Some(uri.into());
        self
    }

    /// The page that says why nobody is signed in. Without a call it is a plain one, in English.
    pub fn error_page(mut self, page: impl Fn(&SignInError) -> Response + Send + Sync + 'static) -> Self {
        self.error_page = Some(Box::new(page));
        self
    }

    /// The clock that sessions end by: that of the system, unless a test brings its own.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Builds it. Nothing is asked of the authorization server.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the redirect URI is none of a web application, or its path is none that a route can have
    /// beside the others, or the cookie's name cannot be one.
    pub fn build(self) -> Result<WebSignIn, CredentialError> {
        let redirect_uri = self.flow.redirect_uri();
        let url = Url::parse(redirect_uri).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let (Some(url), true) = (url, is_token(&self.cookie_name)) else {
            let message = "a web application needs an http or https URL as redirect URI, and a cookie name of letters, \
                           digits, `-`, `_` and `.`";
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        };
        RedirectUri::parse(redirect_uri)?;
        let paths = Paths::beside(url.path());
        if let Some(problem) = paths.problem() {
            let message = format!("the redirect URI cannot be at `{}`: {problem}", paths.callback);
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        }
        let is_secure = url.scheme() == "https";
        let cookie = |suffix| CookieName::new(&format!("{}{suffix}", self.cookie_name), is_secure);
        Ok(WebSignIn(Arc::new(Inner {
            paths,
            origin: url.origin().ascii_serialization(),
            session_cookie: cookie(""),
            pending_cookie: cookie("-pending"),
            pending: PendingSignIns::new(Arc::clone(&self.clock), self.pending_limit),
            sessions: Sessions::new(self.clock, self.lifetime, self.idle_time),
            post_logout_redirect_uri: self.post_logout_redirect_uri,
            error_page: self.error_page,
            flow: self.flow,
        })))
    }
}

impl Paths {
    fn beside(callback: &str) -> Self {
        let base = callback.rsplit_once('/').map_or("", |(base, _)| base);
        Self {
            callback: callback.to_owned(),
            session: format!("{base}/session"),
            sign_in: format!("{base}/sign-in"),
            sign_out: format!("{base}/sign-out"),
        }
    }

    /// Why they cannot be routes of one router.
    fn problem(&self) -> Option<&'static str> {
        if [&self.session, &self.sign_in, &self.sign_out].contains(&&self.callback) {
            return Some("another route is there; `callback` is a good end");
        }
        let is_pattern = self.callback.split('/').any(|segment| segment.starts_with([':', '*']));
        is_pattern.then_some("no part of it may begin with `:` or `*`, which axum takes for a pattern")
    }
}

/// A part of what RFC 6265 section 4.1.1 allows.
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

impl fmt::Debug for WebSignInBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSignInBuilder")
            .field("flow", &self.flow)
            .field("lifetime", &self.lifetime)
            .field("idle_time", &self.idle_time)
            .field("pending_limit", &self.pending_limit)
            .field("cookie_name", &self.cookie_name)
            .finish_non_exhaustive()
    }
}
