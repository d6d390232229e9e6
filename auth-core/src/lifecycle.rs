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
//! - At most one fetch is waited for per request; another request never waits for it.
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
//!
//! # What is told
//!
//! [`TokenCache::state`] tells health checks, [`TokenCache::subscribe`] tells user interfaces. With the feature `tracing`,
//! each fetch is a span `token_fetch` with an event for how it ended (`warn` when it failed), and each refused token is an
//! event (`debug`). With the feature `metrics` there are:
//!
//! | metric | labels |
//! |---|---|
//! | counter `auth_token_fetches_total` | `outcome`: `fetched` or the error's [kind](crate::CredentialErrorKind) |
//! | histogram `auth_token_fetch_seconds` | |
//! | counter `auth_token_invalidations_total` | `outcome`: `done`, `late`, `too_many` |
//!
//! No secret is in any of it.
//!
//! # Refresh tokens
//!
//! A credential that refreshes keeps its refresh token in a [`RefreshTokenStore`] and uses it through a [`Rotation`].

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
mod refresh_token;
mod refusals;
mod rotation;
mod slot;
mod source;
mod spawner;
mod state;
mod sync;
#[cfg(test)]
mod tests;
mod validity;

pub use self::{
    builder::TokenCacheBuilder,
    cache::TokenCache,
    cached_token::{CachedToken, TokenGuard},
    clock::{Clock, Moment, SystemClock},
    event::{TokenChange, TokenEvent, TokenEvents},
    refresh_token::{MemoryStore, RefreshToken, RefreshTokenKey, RefreshTokenStore},
    rotation::{Ended, Renewed, Rotation},
    source::TokenSource,
    spawner::{Spawner, TokioSpawner},
    state::TokenState,
};
