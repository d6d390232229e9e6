//! The token cache: tokens live without anyone noticing.
//!
//! A [`TokenCache`] stands between those who need a token and the [`Credential`](crate::Credential) that can obtain one.
//! It hands out a [`TokenSource`] per [`TokenRequest`](crate::TokenRequest).
//!
//! ```
//! use std::time::Duration;
//!
//! use auth_core::{ApiKey, TokenRequest, lifecycle::TokenCache};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), auth_core::CredentialError> {
//! let cache = TokenCache::new(ApiKey::new("KEY").unwrap());
//! let source = cache.source(TokenRequest::default());
//! let token = source.token(Duration::from_secs(10)).await?;
//! let (name, value) = token.header();
//! assert_eq!((name.as_str(), value.to_str().unwrap()), ("authorization", "ApiKey KEY"));
//! # Ok(())
//! # }
//! ```
//!
//! # What holds
//!
//! - A token that is there costs an atomic load, a look at the clocks and a clone of a header value: no lock, no `await`,
//!   no allocation. See [`TokenSource::current`].
//! - At most one fetch is under way per request; another request never waits for it.
//! - A fetch is a task of its own with its own time limit: a caller that gives up neither cancels nor repeats it.
//! - A token is renewed ahead of its end, in the background, when it is used: no caller waits, and an idle program fetches
//!   nothing. That the renewal fails is not seen by callers as long as the token lives.
//! - A failure is shared by all who wait, and remembered for a moment, longer each time; never for good.
//! - A token ends when the first of two clocks says so, the monotonic one or the one on the wall, counted from before it
//!   was asked for: neither a suspended machine nor a clock that is set makes an expired token look alive.
//!
//! # Lifetimes
//!
//! | the server says | what happens |
//! |---|---|
//! | nothing | [`TokenCacheBuilder::default_lifetime`]: five minutes |
//! | zero | whoever waited for the fetch gets the token, nobody else; each further call fetches (one fetch at a time) |
//! | less than the fetch took | [`InvalidResponse`](crate::CredentialErrorKind::InvalidResponse), and a pause |
//! | a moment in the past | the same |
//! | more than a century | a century |
//! | unlimited (an API key) | never renewed |
//!
//! Whether a negative number, a fraction or a text is a lifetime is decided by the credential that reads the answer.

mod backoff;
mod builder;
mod cache;
mod cached_token;
mod clock;
mod environment;
mod event;
mod fetch;
mod header;
mod observe;
mod refusals;
mod slot;
mod source;
mod spawner;
mod state;
mod sync;
mod validity;

pub use self::{
    builder::TokenCacheBuilder,
    cache::TokenCache,
    cached_token::{CachedToken, TokenGuard},
    clock::{Clock, Moment, SystemClock},
    event::{TokenChange, TokenEvent, TokenEvents},
    source::TokenSource,
    spawner::{Spawner, TokioSpawner},
    state::TokenState,
};
