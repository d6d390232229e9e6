//! An authorization server and a BIM API on the loopback interface, in one process.
//!
//! For demonstration and for tests, and for nothing else: its keys are made when it starts, it forgets everything when
//! it ends, it speaks plain HTTP, and whoever holds the [`Playground`] can make it misbehave.
//!
//! ```
//! use auth_examples::playground::{Playground, Registration};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let playground = Playground::start().await?;
//! playground.register(Registration::new("viewer", "s3cret", "model:read bcf:read".parse()?));
//!
//! println!("sign in at {}, then call {}", playground.issuer(), playground.api());
//! # Ok(())
//! # }
//! ```
//!
//! # What it does
//!
//! The authorization server has metadata (OpenID Connect Discovery and RFC 8414), a key set, and a token endpoint for
//! client credentials with `client_secret_basic` and `client_secret_post`. It grants what a client is registered for of
//! what it asks for, and issues JWTs (RFC 9068).
//!
//! Users sign in there, with code and PKCE or with a device, and consent to each scope: `architect` and `surveyor`, with
//! the password `playground`. Two clients are registered for that: `viewer-desktop`, which has no secret, with the
//! redirect URIs `http://127.0.0.1/callback` on any port and `com.example.viewer:/callback`; and `viewer-web`, with the
//! secret `a secret of the playground` and `http://127.0.0.1/auth/callback` on any port. Who consents to `offline_access`
//! gives the client a refresh token. It is good for one use; a second one ends the sign-in.
//!
//! Clients with a secret exchange tokens (RFC 8693): for one that speaks for the same user, with no more scopes, and which
//! says who acts if there is an actor's token. `GET /user` tells both.
//!
//! The API answers every operation of the SDK [`bimdata`]. Each route is guarded by the same
//! [`ApiOperation`](auth_core::ApiOperation) that a client calls, and refuses as RFC 6750 has it. What has no handler of
//! its own keeps what it is sent, gives it back, and always answers with the declared type. Pages of any origin may call
//! the API (CORS), as a viewer in a browser does.
//!
//! `/echo`, on either server, tells what it was sent.

use std::{
    fmt, io,
    sync::Arc,
    time::{Duration, SystemTime},
};

use auth_core::{ScopeSet, Secret};
use tokio::{net::TcpListener, sync::watch};

mod api;
mod challenge;
mod client_auth;
mod echo;
mod elements;
mod form;
mod guard;
mod issuer;
mod keys;
mod oauth_error;
mod problem;
mod registry;
mod script;
mod seen;
mod sign_in;
mod start_page;
mod store;
mod token;
mod token_exchange;
mod tokens;
mod world;

pub use client_auth::AuthMethod;
pub use echo::Echo;
pub use registry::Registration;
pub use script::Answer;
pub use seen::{Actor, Seen};
pub use tokens::Issued;

use tokens::Speaker;
use world::World;

/// A running authorization server and BIM API. Ends when it is dropped.
pub struct Playground {
    world: Arc<World>,
    /// Both servers end when the sender is gone.
    _running: watch::Sender<()>,
}

impl Playground {
    /// Starts both servers, each on a free port of the loopback interface, so that they have different origins.
    ///
    /// # Errors
    ///
    /// When no port can be had, or no key can be made.
    pub async fn start() -> io::Result<Self> {
        let issuer = TcpListener::bind("127.0.0.1:0").await?;
        let api = TcpListener::bind("127.0.0.1:0").await?;
        let world = Arc::new(World::new(origin(&issuer)?, origin(&api)?)?);
        for client in sign_in::clients() {
            world.registry().add_client(client);
        }
        let (running, stopped) = watch::channel(());
        serve(issuer, issuer::router(Arc::clone(&world)), stopped.clone());
        serve(api, api::router(Arc::clone(&world)), stopped);
        Ok(Self { world, _running: running })
    }

    /// The authorization server's issuer identifier, which is also its origin.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.world.issuer
    }

    /// The base URL of the API, which is also its origin and the audience of its tokens.
    #[must_use]
    pub fn api(&self) -> &str {
        &self.world.api
    }

    /// The token endpoint, for clients that do without discovery.
    #[must_use]
    pub fn token_endpoint(&self) -> String {
        issuer::endpoint(&self.world, issuer::TOKEN)
    }

    /// Registers a client, in the place of one with the same identifier.
    pub fn register(&self, registration: Registration) {
        self.world.registry().add_client(registration);
    }

    /// Registers an API key with what it may do. `owner` is the application it belongs to.
    pub fn register_key(&self, key: impl Into<Secret>, owner: &str, scopes: ScopeSet) {
        self.world.registry().add_key(&key.into(), owner, scopes);
    }

    /// Revokes every token that was issued so far, before its time: the next use of one is refused as `invalid_token`.
    pub fn revoke_tokens(&self) {
        self.world.tokens.revoke_all();
    }

    /// Puts a project into the API that has models and a topic.
    ///
    /// # Errors
    ///
    /// When no random bytes can be had.
    pub fn furnish(&self) -> io::Result<()> {
        self.world.store().furnish()
    }

    /// From now on users are not asked: whom the request names as `login_hint` signs in at once, or else this user, and
    /// consents to everything. For programs that run without a browser.
    pub fn skip_pages(&self, user: &str) {
        self.world.sign_ins.skip_pages(user);
    }

    /// The access token of a client which a user, named or by address, has signed in to: what a front end shows to the
    /// programs behind it. `None` if there is no such user.
    #[must_use]
    pub fn user_token(&self, user: &str, client_id: &str, scopes: ScopeSet) -> Option<Secret> {
        let end = SystemTime::now() + Duration::from_mins(5);
        let speaker = Speaker { client_id, sub: sign_in::user(user)?, sign_in: None, act: None };
        self.world.tokens.issue_for(speaker, vec![self.world.api.clone()], scopes, end, None).ok()
    }

    /// Makes an endpoint, named as `GET /cloud`, give a certain answer. Several are given in the order they were set.
    ///
    /// The answer comes before every check, whether of credentials or of anything else.
    pub fn answer(&self, endpoint: &str, answer: Answer) {
        self.world.script().push(endpoint, answer);
    }

    /// How often an endpoint, named as `GET /cloud` or `POST /token`, was asked.
    #[must_use]
    pub fn requests(&self, endpoint: &str) -> usize {
        self.world.script().requests(endpoint)
    }

    /// How many requests have reached the API, whatever it answered.
    #[must_use]
    pub fn api_requests(&self) -> usize {
        self.world.script().api_requests()
    }

    /// The tokens that were issued, oldest first: who asked, and how, and for what.
    #[must_use]
    pub fn issued(&self) -> Vec<Issued> {
        self.world.tokens.issued()
    }
}

impl fmt::Debug for Playground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Playground").field("issuer", &self.issuer()).field("api", &self.api()).finish_non_exhaustive()
    }
}

fn origin(listener: &TcpListener) -> io::Result<String> {
    Ok(format!("http://{}", listener.local_addr()?))
}

fn serve(listener: TcpListener, router: axum::Router, mut stopped: watch::Receiver<()>) {
    let until_stopped = async move { while stopped.changed().await.is_ok() {} };
    // `axum::serve` never returns an error: it goes on when accepting one connection fails.
    tokio::spawn(async move { axum::serve(listener, router).with_graceful_shutdown(until_stopped).await });
}
