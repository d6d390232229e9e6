use std::{
    fmt,
    ops::Deref,
    sync::Arc,
    time::{Duration, SystemTime},
};

use arc_swap::Guard;
use http::{HeaderName, HeaderValue};

use super::{clock::Moment, header::Header, validity::Validity};
use crate::{AccessToken, CredentialError, CredentialErrorKind, Lifetime, ProofOfPossession, ScopeSet};

/// A token in the cache: a snapshot which does not change.
#[derive(Clone)]
pub struct CachedToken {
    header: Header,
    proof: Option<Arc<dyn ProofOfPossession>>,
    scopes: Option<ScopeSet>,
    generation: u64,
    validity: Option<Validity>,
    /// When it arrived, on the monotonic clock, and how long it was valid from then on.
    arrived: Duration,
    fresh_for: Duration,
    /// The longest validity that may be asked of it, and what those get who ask for more.
    attainable: Duration,
    attained: Duration,
    /// It is to be renewed on use when no more than this share of its life is left, and how much that is.
    renew_share: f64,
    renew_below: Duration,
    /// And not before no more than this is left: because it is being renewed, or because that failed a moment ago.
    rest_above: Duration,
}

impl CachedToken {
    /// The finished header; its value is marked sensitive.
    ///
    /// A clone of the value costs a reference count which this thread shares with few others, and no allocation.
    #[must_use]
    pub fn header(&self) -> (&HeaderName, &HeaderValue) {
        self.header.get()
    }

    /// What has to go with each request; `None` for a bearer token.
    #[must_use]
    pub const fn proof(&self) -> Option<&Arc<dyn ProofOfPossession>> {
        self.proof.as_ref()
    }

    /// The scopes that were granted; `None` when no one knows but the server, as with an API key.
    #[must_use]
    pub const fn scopes(&self) -> Option<&ScopeSet> {
        self.scopes.as_ref()
    }

    /// Which token of its source this is, counted from one: what
    /// [`TokenSource::invalidate`](super::TokenSource::invalidate) compares.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// When it ends, on the wall clock; `None` when it is unlimited.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.validity.as_ref().and_then(Validity::end)
    }

    /// The token as it arrived.
    ///
    /// # Errors
    ///
    /// Of the kind `InvalidResponse` when it has expired on the way. Only one with a lifetime of zero may: the server
    /// says that it is meant for those who wait for it now.
    pub(super) fn arrived(
        token: &AccessToken,
        generation: u64,
        unstated: Duration,
        asked: Moment,
        now: Moment,
    ) -> Result<Self, CredentialError> {
        let validity = Validity::of(token.lifetime(), unstated, asked);
        let fresh_for = validity.map_or(Duration::MAX, |validity| validity.left(now));
        let is_for_now = match token.lifetime() {
            Lifetime::For(lifetime) => lifetime.is_zero(),
            Lifetime::Unstated => unstated.is_zero(),
            _ => false,
        };
        if fresh_for.is_zero() && !is_for_now {
            return Err(CredentialError::new(
                CredentialErrorKind::InvalidResponse,
                "the token had expired when it arrived; are the clocks right?",
            ));
        }
        // Somewhere between 60 and 80 % of its life: of many instances that started together each asks at another time,
        // and an outage of a minute is slept through by tokens of five minutes and more.
        let renew_share = 0.2 + 0.2 * fastrand::f64();
        let (name, value) = token.header();
        Ok(Self {
            header: Header::new(name, value),
            proof: token.proof().cloned(),
            scopes: token.scopes().cloned(),
            generation,
            validity,
            arrived: now.monotonic,
            fresh_for,
            attainable: fresh_for / 10 * 9,
            attained: fresh_for / 10,
            renew_share,
            renew_below: fresh_for.mul_f64(renew_share),
            rest_above: Duration::MAX,
        })
    }

    pub(super) const fn is_unlimited(&self) -> bool {
        self.validity.is_none()
    }

    /// How long it is valid from now on.
    pub(super) fn left(&self, now: Moment) -> Duration {
        self.validity.map_or(Duration::MAX, |validity| validity.left(now))
    }

    /// What someone needs who asks for this validity.
    ///
    /// What the server's tokens cannot fulfil even when they are fresh is lowered to a tenth of what they can: otherwise
    /// each use would fetch, and its caller wait.
    pub(super) fn needed(&self, min_validity: Duration) -> Duration {
        if min_validity <= self.attainable { min_validity } else { self.attained }
    }

    /// Whether it is to be renewed, now that so much is left, by someone who needs so much of it.
    pub(super) fn is_to_be_renewed(&self, needed: Duration, left: Duration) -> bool {
        left <= self.rest_above
            && left <= self.renew_below.saturating_add(needed)
            && left <= self.renew_below_for(needed)
    }

    /// The share is that of the life which serves someone who needs so much: who needs long validity waits no more often.
    #[cold]
    fn renew_below_for(&self, needed: Duration) -> Duration {
        needed + self.fresh_for.saturating_sub(needed).mul_f64(self.renew_share)
    }

    /// The same token, not to be renewed before no more than this is left.
    pub(super) fn resting_until(&self, left: Duration) -> Self {
        Self { rest_above: left, ..self.clone() }
    }

    pub(super) fn age(&self, now: Moment) -> Duration {
        now.monotonic.saturating_sub(self.arrived)
    }

    /// Whether it was valid at any time.
    pub(super) const fn lived(&self) -> bool {
        !self.fresh_for.is_zero()
    }
}

impl fmt::Debug for CachedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedToken")
            .field("header", self.header().0)
            .field("scopes", &self.scopes)
            .field("generation", &self.generation)
            .field("expires_at", &self.expires_at())
            .finish_non_exhaustive()
    }
}

/// A [`CachedToken`] in use.
///
/// Taking one does not count a reference, which threads would wait for each other to do. It is meant to be held for as
/// long as it takes to write a header; [`TokenGuard::into_arc`] makes something to keep.
pub struct TokenGuard(Guard<Option<Arc<CachedToken>>>);

impl TokenGuard {
    /// `None` when there is no token to guard.
    pub(super) fn new(guard: Guard<Option<Arc<CachedToken>>>) -> Option<Self> {
        guard.is_some().then_some(Self(guard))
    }

    /// The token, to be kept.
    #[must_use]
    pub fn into_arc(self) -> Arc<CachedToken> {
        match Guard::into_inner(self.0) {
            Some(token) => token,
            None => unreachable!("a guard is made of a token"),
        }
    }
}

impl Deref for TokenGuard {
    type Target = CachedToken;

    fn deref(&self) -> &CachedToken {
        match &*self.0 {
            Some(token) => token,
            None => unreachable!("a guard is made of a token"),
        }
    }
}

impl From<Arc<CachedToken>> for TokenGuard {
    fn from(token: Arc<CachedToken>) -> Self {
        Self(Guard::from_inner(Some(token)))
    }
}

impl fmt::Debug for TokenGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
