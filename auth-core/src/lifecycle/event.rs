use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::{CredentialError, TokenRequest};

/// Something that a user interface may want to show.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenEvent {
    /// Whose token it is about.
    pub request: TokenRequest,
    /// What happened to it.
    pub change: TokenChange,
}

/// What happened to a token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenChange {
    /// There is a token, for the first time or after a sign-in was required.
    SignedIn,
    /// There is a new token in place of one before.
    Refreshed,
    /// The token ended before there was a new one. Noticed by whoever needs it next, not by an idle program.
    Expired,
    /// A person has to sign in. Said once, not at each attempt.
    SignInRequired(CredentialError),
    /// The token was taken out of the cache: see [`TokenCache::clear`](super::TokenCache::clear).
    SignedOut,
}

/// The events of a [`TokenCache`](super::TokenCache) from now on: a [`Stream`], or with [`next`](TokenEvents::next)
/// without one.
///
/// Ends with the cache and all of its sources. Whoever reads too slowly misses the oldest of more than 64 events.
#[must_use = "events are only seen by whoever reads them"]
pub struct TokenEvents(Pin<Box<dyn Future<Output = Received> + Send>>);

/// What was received, and the receiver for the next.
type Received = (Result<TokenEvent, RecvError>, Receiver<TokenEvent>);

impl TokenEvents {
    pub(super) fn new(receiver: Receiver<TokenEvent>) -> Self {
        Self(Box::pin(receive(receiver)))
    }

    /// Waits for the next event; `None` at the end. To drop the future loses no event.
    pub async fn next(&mut self) -> Option<TokenEvent> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

async fn receive(mut receiver: Receiver<TokenEvent>) -> Received {
    (receiver.recv().await, receiver)
}

impl Stream for TokenEvents {
    type Item = TokenEvent;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<TokenEvent>> {
        loop {
            let (event, receiver) = ready!(self.0.as_mut().poll(context));
            self.0 = Box::pin(receive(receiver));
            match event {
                Ok(event) => return Poll::Ready(Some(event)),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Poll::Ready(None),
            }
        }
    }
}

impl fmt::Debug for TokenEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenEvents").finish_non_exhaustive()
    }
}
