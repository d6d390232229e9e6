use std::{
    error, fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

/// The response is JSON.
#[derive(Debug)]
pub enum Json {}

/// The response has nothing to say.
#[derive(Debug)]
pub enum Empty {}

/// The response is taken as it is, whole.
#[derive(Debug)]
pub enum Raw {}

/// The response is taken as it is, as it arrives.
#[derive(Debug)]
pub enum Streamed {}

/// The body of a response, as it arrives: what `response = stream` gives.
pub struct ByteStream(Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>);

type BoxError = Box<dyn error::Error + Send + Sync>;

impl ByteStream {
    /// Takes a stream over.
    #[must_use]
    pub fn new(stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(Box::pin(stream))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByteStream")
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
