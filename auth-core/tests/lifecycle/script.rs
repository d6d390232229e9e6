//! What the tests of the token cache share: a credential that does as it is told and counts, and clocks that are set.

use std::{
    fmt,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, Lifetime, TokenRequest,
    lifecycle::{Clock, Moment, TokenCache, TokenSource},
};
use tokio::time::Instant;

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);
/// What callers ask for in most tests.
pub(crate) const BRIEF: Duration = Duration::from_secs(10);

/// What the server does with the next requests.
#[derive(Clone)]
pub(crate) enum Answer {
    Token(Lifetime),
    Fail(CredentialError),
    Hang,
    Panic,
}

/// A credential in place of a server. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Script(Arc<Inner>);

struct Inner {
    answer: Mutex<(Duration, Answer)>,
    hanging: Mutex<Option<TokenRequest>>,
    started: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Script {
    /// Answers with tokens that live for an hour, at once.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Inner {
            answer: Mutex::new((Duration::ZERO, Answer::Token(HOUR.into()))),
            hanging: Mutex::default(),
            started: AtomicUsize::new(0),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
        }))
    }

    pub(crate) fn living(lifetime: impl Into<Lifetime>) -> Self {
        let script = Self::new();
        script.answers(Duration::ZERO, Answer::Token(lifetime.into()));
        script
    }

    /// From now on answers this, after a time.
    pub(crate) fn answers(&self, after: Duration, answer: Answer) {
        *self.0.answer.lock().unwrap() = (after, answer);
    }

    pub(crate) fn lives(&self, lifetime: impl Into<Lifetime>) {
        self.answers(Duration::ZERO, Answer::Token(lifetime.into()));
    }

    pub(crate) fn fails(&self, kind: CredentialErrorKind) {
        self.answers(Duration::ZERO, Answer::Fail(CredentialError::new(kind, "as told")));
    }

    /// How long the tokens live that it gives.
    pub(crate) fn lifetime(&self) -> Duration {
        match self.0.answer.lock().unwrap().1 {
            Answer::Token(Lifetime::For(lifetime)) => lifetime,
            _ => Duration::ZERO,
        }
    }

    /// Never answers this request, whatever it answers to others.
    pub(crate) fn hangs_for(&self, request: &TokenRequest) {
        *self.0.hanging.lock().unwrap() = Some(request.clone());
    }

    /// How many requests there were.
    pub(crate) fn fetches(&self) -> usize {
        self.0.started.load(Ordering::SeqCst)
    }

    /// How many requests there were at one time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.0.most_at_once.load(Ordering::SeqCst)
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Script")
    }
}

#[async_trait]
impl Credential for Script {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let number = self.0.started.fetch_add(1, Ordering::SeqCst) + 1;
        let _at_once = AtOnce::new(&self.0);
        let (after, mut answer) = self.0.answer.lock().unwrap().clone();
        if self.0.hanging.lock().unwrap().as_ref() == Some(request) {
            answer = Answer::Hang;
        }
        tokio::time::sleep(after).await;
        match answer {
            Answer::Token(lifetime) => {
                let token = AccessToken::bearer(&format!("token-{number}").into()).unwrap().with_lifetime(lifetime);
                Ok(token.with_scopes(request.scopes().cloned().unwrap_or_default()))
            }
            Answer::Fail(error) => Err(error),
            Answer::Hang => std::future::pending().await,
            Answer::Panic => panic!("as told"),
        }
    }
}

struct AtOnce<'a>(&'a Inner);

impl<'a> AtOnce<'a> {
    fn new(inner: &'a Inner) -> Self {
        let now = inner.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        inner.most_at_once.fetch_max(now, Ordering::SeqCst);
        Self(inner)
    }
}

impl Drop for AtOnce<'_> {
    fn drop(&mut self) {
        self.0.at_once.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The clocks of a test: the monotonic one is that of the paused runtime, the one on the wall goes with it until it is
/// set. Clones are the same clocks.
#[derive(Clone, Debug)]
pub(crate) struct TestClock {
    began: Instant,
    wall: Arc<Mutex<Duration>>,
}

impl TestClock {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), wall: Arc::new(Mutex::new(Duration::from_secs(500_000 * 60 * 60))) }
    }

    /// Sets the wall clock forward; as a suspended machine does, seen from a monotonic clock that stood still.
    pub(crate) fn forward(&self, by: Duration) {
        *self.wall.lock().unwrap() += by;
    }

    pub(crate) fn back(&self, by: Duration) {
        *self.wall.lock().unwrap() -= by;
    }
}

#[async_trait]
impl Clock for TestClock {
    fn now(&self) -> Moment {
        let monotonic = self.began.elapsed();
        Moment { monotonic, wall: *self.wall.lock().unwrap() + monotonic }
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

pub(crate) fn cache(script: &Script) -> TokenCache {
    TokenCache::builder(script.clone()).clock(TestClock::new()).build()
}

pub(crate) fn source(script: &Script) -> TokenSource {
    cache(script).source(request("read"))
}

pub(crate) fn request(scopes: &str) -> TokenRequest {
    TokenRequest::for_scopes(scopes.parse().unwrap())
}

/// The header's text.
pub(crate) fn text(token: &auth_core::lifecycle::CachedToken) -> &str {
    token.header().1.to_str().unwrap()
}

pub(crate) async fn pass(duration: Duration) {
    tokio::time::sleep(duration).await;
}
