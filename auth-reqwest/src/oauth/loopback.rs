//! Sign-in on the user's own machine (RFC 8252 section 7.3).
//!
//! The server is our own, on hyper: that of huskarl ends with the first request for the right path, whoever sent it; reads
//! one connection after the other, so that one which a browser opens in advance holds up the rest; and returns when the
//! browser has fetched a second page.

use std::{
    fmt, future, io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use auth_core::{CredentialError, CredentialErrorKind};
use reqwest::Url;
use tokio::{net::TcpListener, task, time};

use super::{AuthorizationCode, Session, SignInError};
use crate::origin;

mod page;
mod server;

use page::Pages;
use server::Server;

/// Code and PKCE on the user's own machine (RFC 8252): opens the system's browser, and listens on loopback for the answer.
/// For desktop applications and command line tools.
///
/// ```no_run
/// use auth_core::Scope;
/// use auth_reqwest::oauth::{AuthorizationCode, ClientRegistration};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let app = ClientRegistration::builder("viewer").discover("https://iam.example.com").await?;
/// let flow = AuthorizationCode::new(&app, "http://127.0.0.1/signed-in").grant::<ModelRead>();
/// let session = flow.loopback().sign_in().await?;
/// # _ = session;
/// # Ok(())
/// # }
/// ```
///
/// The redirect URI is the registered one. Without a port in it the system chooses one, which servers allow for loopback
/// (RFC 8252 section 7.3); with a port, that one is used.
///
/// Exactly one answer is taken: what else comes (a request for an icon, an answer to another sign-in) gets a 404 and
/// changes nothing. As soon as the answer is there, nothing listens any more. To give up, drop the future.
#[derive(Clone)]
#[must_use = "nobody is asked until `sign_in` is called"]
pub struct Loopback {
    flow: AuthorizationCode,
    ports: Vec<u16>,
    time_limit: Duration,
    open: Arc<Open>,
    pages: Pages,
}

type Open = dyn Fn(&str) -> io::Result<()> + Send + Sync;

impl Loopback {
    pub(super) fn new(flow: AuthorizationCode) -> Self {
        let time_limit = Duration::from_mins(5);
        Self { flow, ports: Vec::new(), time_limit, open: Arc::new(open_browser), pages: Pages::default() }
    }

    /// Listens on the first of these ports that is free, for servers which know the client by its port. Without a call,
    /// or with none, on that of the redirect URI or on one that the system chooses.
    pub fn ports(mut self, ports: impl IntoIterator<Item = u16>) -> Self {
        self.ports = ports.into_iter().collect();
        self
    }

    /// How long the user may take; five minutes without a call.
    pub const fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// Shows the URL to the user, instead of [`open_browser`]: prints it, say. Called once, on a thread where it may
    /// block; the sign-in does not wait for it to return, but the end of the runtime does.
    pub fn open_with(mut self, open: impl Fn(&str) -> io::Result<()> + Send + Sync + 'static) -> Self {
        self.open = Arc::new(open);
        self
    }

    /// Writes the page that the user sees at the end (HTML), in the program's language and style.
    pub fn page(mut self, page: impl Fn(Result<&Session, &SignInError>) -> String + Send + Sync + 'static) -> Self {
        self.pages = Pages::custom(page);
        self
    }

    /// Has the user sign in.
    ///
    /// # Errors
    ///
    /// [`SignInError::Refused`] when the user said no, [`SignInError::TimedOut`] when nobody came, and
    /// [`SignInError::Browser`] when none could be opened; else as [`AuthorizationCode::start`] and
    /// [`PendingSignIn::complete`](super::PendingSignIn::complete). A [`CredentialError`] of the kind `Configuration` also
    /// when the redirect URI is not one of loopback, or its port is taken.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime.
    pub async fn sign_in(mut self) -> Result<Session, SignInError> {
        let (listener, redirect_uri) = self.listen().await?;
        *self.flow.redirect_uri_mut() = redirect_uri;
        let pending = self.flow.start().await?;
        let callback = Server::new(listener).callback(|target| pending.is_callback(target));
        // Some browsers are there for as long as the call that opens them.
        let not_opened = async {
            match self.open(pending.url().to_owned()).await {
                Ok(()) => future::pending().await,
                Err(error) => error,
            }
        };
        let callback = tokio::select! {
            error = not_opened => return Err(error),
            callback = time::timeout(self.time_limit, callback) => callback,
        };
        let callback = callback.map_err(|_| SignInError::TimedOut(self.time_limit))?;
        // Boxed, as it is large.
        let outcome = Box::pin(pending.complete(callback.target())).await;
        callback.say(self.pages.of(&outcome)).await;
        outcome
    }

    /// Listens before anyone is sent here, and says where.
    async fn listen(&mut self) -> Result<(TcpListener, String), CredentialError> {
        let configuration = |message| CredentialError::new(CredentialErrorKind::Configuration, message);
        let text = self.flow.redirect_uri_mut();
        let shown = origin::shown(text);
        let mut url = Url::parse(text).ok().filter(|url| url.scheme() == "http").ok_or_else(|| {
            configuration(format!("`{shown}` is not a redirect URI on loopback, as `http://127.0.0.1/signed-in` is"))
        })?;
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        // Not `localhost`, which may be any other machine (RFC 8252 section 8.3).
        let address: IpAddr = host.parse().ok().filter(IpAddr::is_loopback).ok_or_else(|| {
            configuration(format!(
                "`{shown}` is not a redirect URI on loopback: its host must be `127.0.0.1` or `[::1]`"
            ))
        })?;
        let own = [url.port().unwrap_or_default()];
        let ports = if self.ports.is_empty() { &own[..] } else { &self.ports };
        let addresses: Vec<_> = ports.iter().map(|port| SocketAddr::new(address, *port)).collect();
        let failed =
            |error: io::Error| configuration(format!("no program can listen on {addresses:?}")).with_source(error);
        let listener = TcpListener::bind(&addresses[..]).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        // Only a URL that has no host refuses a port.
        _ = url.set_port(Some(port));
        Ok((listener, url.into()))
    }

    async fn open(&self, url: String) -> Result<(), SignInError> {
        let open = self.open.clone();
        let opened = task::spawn_blocking(move || open(&url)).await;
        opened
            .unwrap_or_else(|error| Err(io::Error::other(error)))
            .map_err(|error| SignInError::Browser(Arc::new(error)))
    }
}

impl fmt::Debug for Loopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loopback")
            .field("flow", &self.flow)
            .field("ports", &self.ports)
            .field("time_limit", &self.time_limit)
            .finish_non_exhaustive()
    }
}

/// Opens a URL with the browser of the system.
///
/// # Errors
///
/// What the system says, as on a machine without one.
pub fn open_browser(url: &str) -> io::Result<()> {
    open::that_detached(url)
}
