use std::{
    error, fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

/// How the response of an [`Endpoint`](crate::Endpoint) becomes the type `T`.
///
/// The derive chooses one of four: JSON, nothing, bytes, or a stream. That `T` can be read so is known where the operation
/// is declared, and code that is generic over operations need not ask for it.
#[diagnostic::on_unimplemented(
    message = "`{T}` is not what this response is read to",
    label = "cannot be read",
    note = "`#[operation(.., response = T)]` says of which type it is, and how it is read follows from that"
)]
pub trait ResponseFormat<T> {
    /// Reads the response.
    ///
    /// # Errors
    ///
    /// That of the reader.
    fn read<R: ResponseReader>(response: R) -> impl Future<Output = Result<T, R::Error>> + Send;
}

/// The response is JSON.
#[derive(Debug)]
pub enum Json {}

impl<T: DeserializeOwned> ResponseFormat<T> for Json {
    fn read<R: ResponseReader>(response: R) -> impl Future<Output = Result<T, R::Error>> + Send {
        response.json()
    }
}

/// The response has nothing to say.
#[derive(Debug)]
pub enum Empty {}

impl ResponseFormat<()> for Empty {
    fn read<R: ResponseReader>(response: R) -> impl Future<Output = Result<(), R::Error>> + Send {
        response.empty()
    }
}

/// The response is taken as it is, whole.
#[derive(Debug)]
pub enum Raw {}

impl ResponseFormat<Bytes> for Raw {
    fn read<R: ResponseReader>(response: R) -> impl Future<Output = Result<Bytes, R::Error>> + Send {
        response.bytes()
    }
}

/// The response is taken as it is, as it arrives.
#[derive(Debug)]
pub enum Streamed {}

impl ResponseFormat<ByteStream> for Streamed {
    fn read<R: ResponseReader>(response: R) -> impl Future<Output = Result<ByteStream, R::Error>> + Send {
        response.stream()
    }
}

/// What a [`ResponseFormat`] reads from: implemented for an HTTP client.
pub trait ResponseReader: Send + Sized {
    /// Why it cannot be read.
    type Error;

    /// JSON, decoded.
    ///
    /// # Errors
    ///
    /// When the body does not arrive, or is not such a value.
    fn json<T: DeserializeOwned>(self) -> impl Future<Output = Result<T, Self::Error>> + Send;

    /// Nothing: whatever the body says is passed over.
    ///
    /// # Errors
    ///
    /// When the body does not arrive.
    fn empty(self) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// The body as it is, whole.
    ///
    /// # Errors
    ///
    /// When the body does not arrive.
    fn bytes(self) -> impl Future<Output = Result<Bytes, Self::Error>> + Send;

    /// The body as it is, as it arrives.
    ///
    /// # Errors
    ///
    /// When it is known already that the body will not arrive.
    fn stream(self) -> impl Future<Output = Result<ByteStream, Self::Error>> + Send;
}

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
